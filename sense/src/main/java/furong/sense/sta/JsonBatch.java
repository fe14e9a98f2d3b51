package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.RawJson;
import furong.sense.sta.BatchGroup.Done;
import furong.sense.sta.BatchGroup.Outcome;
import furong.sense.sta.BatchGroup.Part;
import furong.serve.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A batch as JSON (OData JSON Format 4.01, clause 19, as other services of SensorThings take it).
 *
 * <pre>{@code
 * {"requests": [
 *   {"id": "t", "atomicityGroup": "g", "method": "post", "url": "Things", "body": {...}},
 *   {"id": "d", "atomicityGroup": "g", "method": "post", "url": "$t/Datastreams", "body": {...}}]}
 * }</pre>
 */
final class JsonBatch {

  private JsonBatch() {}

  static List<BatchGroup> read(Ask whole) {
    JsonNode requests = DraftReader.json(whole.body()).path("requests");
    if (!requests.isArray() || requests.size() > BatchGroup.MAX_PARTS) {
      throw shape("\"requests\" is an array of at most " + BatchGroup.MAX_PARTS);
    }
    List<BatchGroup> groups = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    String open = "";
    for (JsonNode request : requests) {
      String name = request.path("atomicityGroup").asString("");
      if (!parts.isEmpty() && !name.equals(open)) {
        groups.add(new BatchGroup(true, parts));
        parts = new ArrayList<>();
      }
      Part part = part(request, whole);
      if (name.isEmpty()) {
        groups.add(new BatchGroup(false, List.of(part)));
      } else {
        parts.add(part);
      }
      open = name;
    }
    if (!parts.isEmpty()) {
      groups.add(new BatchGroup(true, parts));
    }
    return groups;
  }

  private static Part part(JsonNode request, Ask whole) {
    String method = request.path("method").asString("").toUpperCase(Locale.ROOT);
    String url = request.path("url").asString("");
    if (method.isEmpty() || url.isEmpty()) {
      throw shape("a request has its id, method and url");
    }
    String type = request.at("/headers/content-type").asString("");
    if (type.isEmpty()) {
      type = request.at("/headers/Content-Type").asString(Answer.JSON);
    }
    JsonNode body = request.path("body");
    byte[] bytes =
        body.isMissingNode() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    List<String> dependsOn = new ArrayList<>();
    request.path("dependsOn").forEach(id -> dependsOn.add(id.asString("")));
    JsonNode id = request.path("id");
    return new Part(
        id.isMissingNode() ? "" : id.asString(), whole.part(method, url, type, bytes), dependsOn);
  }

  static Answer answer(List<Done> groups) {
    return Answer.json(out -> {
      out.writeStartObject();
      out.writeArrayPropertyStart("responses");
      for (Done group : groups) {
        group.outcomes().forEach(outcome -> response(out, outcome));
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private static void response(JsonGenerator out, Outcome outcome) {
    Answer answer = outcome.answer();
    out.writeStartObject();
    out.writeStringProperty("id", outcome.part().id());
    out.writeNumberProperty("status", answer.status());
    @Nullable String location = answer.headers().get("Location");
    if (location != null) {
      out.writeStringProperty("location", location);
    }
    if (answer.contentType().startsWith("text/")) {
      out.writeStringProperty("body", new String(answer.body(), StandardCharsets.UTF_8));
    } else if (answer.body().length > 0) {
      out.writeName("body");
      EntityJson.value(out, RawJson.of(new String(answer.body(), StandardCharsets.UTF_8)));
    }
    out.writeEndObject();
  }

  private static RuntimeException shape(String message) {
    return Problems.refuse(Refusal.INVALID, "batch.shape", message);
  }
}
