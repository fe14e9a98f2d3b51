package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.Model;
import furong.observe.sta.Property;
import furong.observe.sta.Query;
import furong.sense.ingest.JsonReadings;
import furong.serve.Problems;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two ways to say what changes inside an entity: JSON Patch (RFC 6902) and JSON Merge Patch
 * (RFC 7396). Both work on the properties that a client may write; links are not among them.
 */
final class Patches {

  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private Patches() {}

  static boolean isPatch(String mediaType) {
    return mediaType.equals(JSON_PATCH) || mediaType.equals(MERGE_PATCH);
  }

  /**
   * The properties that change, as they are to be; null for those that go.
   *
   * @throws Problems.ProblemException when the patch does not apply
   */
  static JsonNode apply(String mediaType, byte[] patch, Node now) {
    JsonNode said = JsonReadings.mapper().readTree(patch);
    JsonNode before = writable(now);
    JsonNode after =
        mediaType.equals(JSON_PATCH) ? JsonPatch.apply(said, before) : merge(before, said);
    if (!after.isObject()) {
      throw Problems.refuse(Refusal.INVALID, "patch.shape", "an entity is a JSON object");
    }
    ObjectNode changed = JsonReadings.mapper().createObjectNode();
    for (String name : before.propertyNames()) {
      if (after.path(name).isMissingNode()) {
        changed.putNull(name);
      }
    }
    for (Map.Entry<String, JsonNode> member : after.properties()) {
      if (!member.getValue().equals(before.path(member.getKey()))) {
        changed.set(member.getKey(), member.getValue());
      }
    }
    return changed;
  }

  private static JsonNode writable(Node node) {
    List<String> names =
        Model.properties(node.type()).stream()
            .filter(p -> !p.derived())
            .map(Property::name)
            .toList();
    Query query = new Query(null, 0, false, names, List.of(), null, List.of(), false, Map.of());
    return JsonReadings.mapper()
        .readTree(EntityJson.write(out -> new EntityJson("").entity(out, node, query)));
  }

  /** RFC 7396, section 2: members that are null go, objects merge, anything else replaces. */
  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode merged =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonReadings.mapper().createObjectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        merged.remove(change.getKey());
      } else {
        merged.set(change.getKey(), merge(merged.path(change.getKey()), change.getValue()));
      }
    }
    return merged;
  }
}
