package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import furong.observe.sta.PathParser;
import furong.observe.sta.Property;
import furong.observe.sta.Query;
import furong.observe.sta.QueryParser;
import furong.observe.sta.RawJson;
import furong.observe.sta.ResourcePath;
import furong.observe.sta.ResourcePath.Last;
import furong.sense.ingest.JsonReadings;
import furong.sense.sta.Node.Page;
import furong.sense.sta.Reads.End;
import furong.sense.sta.Reads.Target;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** OGC SensorThings 1.1 over HTTP. */
@RestController
@Tag(name = "sensorthings", description = "OGC SensorThings API 1.1 (18-088)")
public class StaController {

  /** What one request may bring; larger batches go through the bulk door. */
  private static final int MAX_BODY = 16 << 20;

  /** Notices shown in the header of an answer that has no place for them. */
  private static final int HEADER_NOTICES = 20;

  private final SensorThings service;
  private final Root root;

  public StaController(SensorThings service, Root root) {
    this.service = service;
    this.root = root;
  }

  @Operation(summary = "The service's sets and what it conforms to")
  @GetMapping({SensorThings.PATH, SensorThings.PATH + "/"})
  public ResponseEntity<byte[]> root(HttpServletRequest request) {
    return json(root.write(address(request)));
  }

  @Operation(summary = "Read an entity, a set, a property or links")
  @GetMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> read(HttpServletRequest request) {
    ResourcePath path = path(request);
    Query query = QueryParser.parse(path.type(), request.getQueryString());
    End end = service.reads().follow(path);
    EntityJson json = new EntityJson(address(request));
    if (end.one() == null) {
      return set(path, end, query, json, request);
    }
    if (path.property() != null) {
      return property(path, path.property(), service.reads().one(end.one(), Query.ALL));
    }
    if (path.last() == Last.REF) {
      String link = json.link(end.one().type(), end.one().id());
      return json(EntityJson.write(out -> out.writePOJO(Map.of("@iot.selfLink", link))));
    }
    Node node = service.reads().one(end.one(), query);
    return json(EntityJson.write(out -> json.entity(out, node, query)));
  }

  private ResponseEntity<byte[]> set(
      ResourcePath path, End end, Query query, EntityJson json, HttpServletRequest request) {
    if (path.last() == Last.COUNT) {
      Query counting =
          new Query(0, 0, true, null, List.of(), query.filter(), List.of(), false, query.source());
      @Nullable Long count = service.reads().set(path.type(), end, counting).count();
      return ResponseEntity.ok()
          .contentType(MediaType.TEXT_PLAIN)
          .body(String.valueOf(count).getBytes(StandardCharsets.US_ASCII));
    }
    Page page = service.reads().set(path.type(), end, query);
    String at = String.valueOf(request.getRequestURL());
    return json(
        EntityJson.write(out -> {
          if (path.last() == Last.REF) {
            json.references(out, page, query, at);
          } else if (query.dataArray()) {
            json.dataArray(out, page, query, at);
          } else {
            json.set(out, page, query, at);
          }
        }));
  }

  private static ResponseEntity<byte[]> property(ResourcePath path, Property property, Node node) {
    boolean isId = property.name().equals("@iot.id");
    @Nullable Object value = isId ? (Object) node.id() : node.values().get(property.name());
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
      return ResponseEntity.noContent().build();
    }
    Object shown = value;
    if (path.last() == Last.VALUE) {
      byte[] bare =
          shown instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : bare(EntityJson.write(out -> EntityJson.value(out, shown)));
      return ResponseEntity.ok()
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(bare);
    }
    String member = name;
    return json(
        EntityJson.write(out -> {
          out.writeStartObject();
          out.writeName(member);
          EntityJson.value(out, shown);
          out.writeEndObject();
        }));
  }

  /** A JSON text without its quotes; anything else as it is. */
  private static byte[] bare(byte[] json) {
    return json.length > 1 && json[0] == '"'
        ? java.util.Arrays.copyOfRange(json, 1, json.length - 1)
        : json;
  }

  @Operation(summary = "Make an entity with what is nested in it; or many observations as rows")
  @PostMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
    EntityJson json = new EntityJson(address(request));
    String text = pathText(request);
    if (text.equals("CreateObservations")) {
      return createObservations(request, json);
    }
    ResourcePath path = PathParser.resource(text);
    if (!path.isSet() || path.last() != Last.NONE) {
      throw notAllowed("POST goes to a set of entities");
    }
    byte[] body = body(request);
    End end = service.reads().follow(path);
    if (path.type() == EntityType.OBSERVATION) {
      @Nullable Target parent = end.parent();
      boolean ofDatastream = parent != null && parent.type() == EntityType.DATASTREAM;
      if (parent == null || ofDatastream) {
        long id = service.writes().observation(body, parent == null ? 0 : parent.id());
        if (id != 0) {
          return created(json.link(EntityType.OBSERVATION, id), id);
        }
      }
    }
    Draft draft = DraftReader.read(path.type(), DraftReader.json(body), "");
    Target made = service.writes().create(draft, end.through(), end.parent());
    return created(json.link(made.type(), made.id()), made.id());
  }

  private ResponseEntity<byte[]> createObservations(HttpServletRequest request, EntityJson json)
      throws IOException {
    @Nullable String key = request.getHeader("Idempotency-Key");
    CreateObservations.Outcome outcome =
        CreateObservations.take(body(request), service.door(), key == null ? "" : key);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(201).contentType(MediaType.APPLICATION_JSON);
    if (!outcome.notices().isEmpty()) {
      answer.header("Furong-Refused", String.valueOf(outcome.notices().size()));
      answer.header(
          "Furong-Notices",
          JsonReadings.mapper()
              .writeValueAsString(outcome.notices().stream().limit(HEADER_NOTICES).toList()));
    }
    return answer.body(CreateObservations.answer(outcome, json));
  }

  private static ResponseEntity<byte[]> created(String link, long id) {
    byte[] body =
        ("{\"@iot.id\":" + id + ",\"@iot.selfLink\":\"" + link + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create(link))
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }

  @Operation(summary = "Change what is given")
  @PatchMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> change(HttpServletRequest request) throws IOException {
    return update(request, false);
  }

  @Operation(summary = "Replace the whole entity")
  @PutMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> replace(HttpServletRequest request) throws IOException {
    return update(request, true);
  }

  private ResponseEntity<byte[]> update(HttpServletRequest request, boolean replace)
      throws IOException {
    ResourcePath path = path(request);
    Target target = entity(path);
    Draft draft = DraftReader.read(target.type(), DraftReader.json(body(request)), "");
    service.writes().update(target, draft, replace);
    EntityJson json = new EntityJson(address(request));
    Node node = service.reads().one(target, Query.ALL);
    return json(EntityJson.write(out -> json.entity(out, node, Query.ALL)));
  }

  @Operation(summary = "Delete an entity and what cannot be without it")
  @DeleteMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> delete(HttpServletRequest request) {
    service.writes().delete(entity(path(request)));
    return ResponseEntity.ok().build();
  }

  private Target entity(ResourcePath path) {
    @Nullable Target target =
        path.property() != null || path.last() != Last.NONE
            ? null
            : service.reads().follow(path).one();
    if (target == null) {
      throw notAllowed("this goes to one entity, such as Things(1)");
    }
    return target;
  }

  private static RuntimeException notAllowed(String message) {
    return Problems.refuse(Refusal.INVALID, "path.not-here", message);
  }

  private static ResponseEntity<byte[]> json(byte[] body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }

  private static ResourcePath path(HttpServletRequest request) {
    return PathParser.resource(pathText(request));
  }

  private static String pathText(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String below = uri.substring(uri.indexOf(SensorThings.PATH) + SensorThings.PATH.length() + 1);
    return UriUtils.decode(below, StandardCharsets.UTF_8);
  }

  /** The address of the service as the client wrote it: every link begins with it. */
  private static String address(HttpServletRequest request) {
    String url = String.valueOf(request.getRequestURL());
    return url.substring(0, url.indexOf(SensorThings.PATH) + SensorThings.PATH.length());
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw Problems.refuse(
            Refusal.TOO_LARGE, "body.too-large", "a request has at most " + MAX_BODY + " bytes");
      }
      return body;
    }
  }

  /** The start page of the service. */
  public record Root(String mqttAddress) {

    private static final String SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

    private static final List<String> CONFORMANCE =
        List.of(
            SPEC + "datamodel",
            SPEC + "resource-path/resource-path-to-entities",
            SPEC + "request-data",
            SPEC + "create-update-delete/create-entity",
            SPEC + "create-update-delete/link-to-existing-entities",
            SPEC + "create-update-delete/deep-insert",
            SPEC + "create-update-delete/deep-insert-status-code",
            SPEC + "create-update-delete/update-entity",
            SPEC + "create-update-delete/delete-entity",
            SPEC + "create-update-delete/historical-location-auto-creation",
            SPEC + "data-array/data-array");

    private static final List<String> MQTT =
        List.of(
            SPEC + "create-observations-via-mqtt/observations-creation",
            SPEC + "receive-updates-via-mqtt/receive-updates");

    byte[] write(String address) {
      Map<String, Object> settings = new LinkedHashMap<>();
      List<String> conformance = new ArrayList<>(CONFORMANCE);
      settings.put("conformance", conformance);
      if (!mqttAddress.isEmpty()) {
        conformance.addAll(MQTT);
        MQTT.forEach(name -> settings.put(name, Map.of("endpoints", List.of(mqttAddress))));
      }
      List<Map<String, String>> sets =
          java.util.Arrays.stream(EntityType.values())
              .map(type -> {
                Map<String, String> set = new LinkedHashMap<>();
                set.put("name", type.set());
                set.put("url", address + "/" + type.set());
                return set;
              })
              .toList();
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("value", sets);
      body.put("serverSettings", settings);
      return EntityJson.write(out -> out.writePOJO(body));
    }
  }
}
