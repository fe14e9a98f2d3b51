package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.EntityType;
import furong.observe.sta.PathParser;
import furong.observe.sta.ResourcePath;
import furong.serve.Problems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * References to entities, as {@code $ref} writes them: {@code {"@iot.id": 5}} or {@code
 * {"@iot.selfLink": "http://.../Locations(5)"}}, in a query {@code ?$id=Locations(5)}.
 */
final class References {

  private References() {}

  static long inBody(Ask ask, EntityType type) {
    JsonNode body = DraftReader.json(ask.body());
    JsonNode id = body.path("@iot.id");
    if (id.isIntegralNumber()) {
      return id.asLong();
    }
    for (String name : List.of("@iot.selfLink", "@odata.id", "@id")) {
      if (body.path(name).isString()) {
        return idOf(body.path(name).asString(), ask, type);
      }
    }
    throw invalid("{\"@iot.id\": number} or {\"@iot.selfLink\": address} is wanted");
  }

  static long inQuery(Ask ask, EntityType type) {
    String query = ask.query() == null ? "" : ask.query();
    for (String part : query.split("&", -1)) {
      String option = URLDecoder.decode(part, StandardCharsets.UTF_8);
      if (option.startsWith("$id=")) {
        return idOf(option.substring("$id=".length()), ask, type);
      }
    }
    throw invalid("which link? ?$id=" + type.set() + "(5) says it");
  }

  private static long idOf(String address, Ask ask, EntityType type) {
    String below = below(address, ask.root());
    ResourcePath path = PathParser.resource(below);
    Long id = path.startId();
    if (id == null || path.type() != type || !path.hops().isEmpty()) {
      throw invalid(address + " is not the address of one of the " + type.set());
    }
    return id;
  }

  /** The part of an address below the service root; relative addresses are that already. */
  static String below(String address, String root) {
    String path = address;
    if (path.startsWith(root)) {
      path = path.substring(root.length());
    } else {
      int service = path.indexOf("/v1.1/");
      if (service >= 0) {
        path = path.substring(service + "/v1.1/".length());
      }
    }
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static RuntimeException invalid(String message) {
    return Problems.refuse(Refusal.INVALID, "reference.shape", message);
  }
}
