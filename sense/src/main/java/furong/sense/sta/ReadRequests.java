package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.PathParser;
import furong.observe.sta.Property;
import furong.observe.sta.Query;
import furong.observe.sta.QueryParser;
import furong.observe.sta.RawJson;
import furong.observe.sta.ResourcePath;
import furong.observe.sta.ResourcePath.Last;
import furong.observe.sta.StaTime;
import furong.sense.ingest.JsonReadings;
import furong.sense.sta.Node.Page;
import furong.sense.sta.Reads.End;
import furong.serve.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers GET: an entity, a set, a property, its bare value, links, a count. */
final class ReadRequests {

  private final Reads reads;

  ReadRequests(Reads reads) {
    this.reads = reads;
  }

  Answer answer(Ask ask) {
    ResourcePath path = PathParser.resource(ask.path());
    Query query = QueryParser.parse(path.type(), ask.query());
    End end = reads.follow(path);
    EntityJson json = new EntityJson(ask.root());
    if (end.one() == null) {
      return set(path, end, query, json, ask);
    }
    if (path.property() != null) {
      return property(path, path.property(), reads.one(end.one(), Query.ALL));
    }
    if (path.last() == Last.REF) {
      String link = json.link(end.one().type(), end.one().id());
      return Answer.json(out -> out.writePOJO(Map.of("@iot.selfLink", link)));
    }
    Node node = reads.one(end.one(), query);
    return Answer.json(out -> json.entity(out, node, query));
  }

  private Answer set(ResourcePath path, End end, Query query, EntityJson json, Ask ask) {
    if (path.last() == Last.COUNT) {
      Query counting =
          new Query(0, 0, true, null, List.of(), query.filter(), List.of(), false, query.source());
      @Nullable Long count = reads.set(path.type(), end, counting).count();
      return Answer.text(String.valueOf(count).getBytes(StandardCharsets.US_ASCII));
    }
    Page page = reads.set(path.type(), end, query);
    String at = ask.address();
    return Answer.json(out -> {
      if (path.last() == Last.REF) {
        json.references(out, page, query, at);
      } else if (query.dataArray()) {
        json.dataArray(out, page, query, at);
      } else {
        json.set(out, page, query, at);
      }
    });
  }

  private static Answer property(ResourcePath path, Property property, Node node) {
    boolean isId = property.name().equals("@iot.id");
    @Nullable Object value = isId ? (Object) node.id() : node.values().get(property.name());
    if (property.derived() && value instanceof StaTime time) {
      value = time.intervalText();
    }
    String name = property.name();
    if (!path.rest().isEmpty()) {
      name = path.rest().getLast();
      JsonNode member =
          value instanceof RawJson(String text)
              ? Plain.member(JsonReadings.mapper().readTree(text), path.rest())
              : JsonReadings.mapper().missingNode();
      if (member.isMissingNode()) {
        throw Problems.refuse(Refusal.NOT_FOUND, "path.unknown", "there is no member " + name);
      }
      value = member.isString() ? member.asString() : RawJson.of(member.toString());
    }
    if (value == null) {
      return Answer.empty(204);
    }
    Object shown = value;
    if (path.last() == Last.VALUE) {
      return Answer.text(
          shown instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : bare(EntityJson.write(out -> EntityJson.value(out, shown))));
    }
    String member = name;
    return Answer.json(out -> {
      out.writeStartObject();
      out.writeName(member);
      EntityJson.value(out, shown);
      out.writeEndObject();
    });
  }

  /** A JSON text without its quotes; anything else as it is. */
  private static byte[] bare(byte[] json) {
    boolean quoted = json.length > 1 && json[0] == '"';
    return quoted
        ? JsonReadings.mapper().readValue(json, String.class).getBytes(StandardCharsets.UTF_8)
        : json;
  }
}
