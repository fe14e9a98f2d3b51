package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.EntityType;
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
import java.util.stream.Stream;
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

/** OGC SensorThings 1.1 over HTTP. */
@RestController
@Tag(name = "sensorthings", description = "OGC SensorThings API 1.1 (18-088)")
public class StaController {

  /** What one request may bring; larger batches go through the bulk door. */
  private static final int MAX_BODY = 16 << 20;

  /** What else of a request is looked at, in small letters. */
  private static final List<String> HEADERS = List.of("accept", "idempotency-key", "prefer");

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
    return http(service.reading().answer(ask(request, new byte[0])));
  }

  @Operation(
      summary =
          "Make an entity with what is nested in it, many observations as rows, or do a batch of"
              + " requests")
  @PostMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
    Ask ask = ask(request, body(request));
    return http(
        ask.path().equals("$batch")
            ? service.batches().answer(ask)
            : service.writing().answer(ask));
  }

  @Operation(summary = "Change what is given; or by JSON Patch or JSON Merge Patch")
  @PatchMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> change(HttpServletRequest request) throws IOException {
    return http(service.writing().answer(ask(request, body(request))));
  }

  @Operation(summary = "Replace the whole entity, or the end of a link")
  @PutMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> replace(HttpServletRequest request) throws IOException {
    return http(service.writing().answer(ask(request, body(request))));
  }

  @Operation(summary = "Delete an entity and what cannot be without it, or a link alone")
  @DeleteMapping(SensorThings.PATH + "/{*path}")
  public ResponseEntity<byte[]> delete(HttpServletRequest request) {
    return http(service.writing().answer(ask(request, new byte[0])));
  }

  private static Ask ask(HttpServletRequest request, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : HEADERS) {
      @Nullable String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    @Nullable String type = request.getContentType();
    return new Ask(
        request.getMethod(),
        pathText(request),
        request.getQueryString(),
        type == null ? "" : type,
        body,
        headers,
        address(request));
  }

  private static ResponseEntity<byte[]> http(Answer answer) {
    ResponseEntity.BodyBuilder builder = ResponseEntity.status(answer.status());
    answer.headers().forEach(builder::header);
    if (answer.contentType().isEmpty()) {
      return builder.build();
    }
    return builder.header("Content-Type", answer.contentType()).body(answer.body());
  }

  private static ResponseEntity<byte[]> json(byte[] body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
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

  /**
   * The start page of the service.
   *
   * @param mqttPort of MQTT; 0 for none
   * @param mqttTlsPort of MQTT over TLS; 0 for none
   */
  public record Root(int mqttPort, int mqttTlsPort) {

    private static final String SPEC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

    /**
     * The classes of 18-088, annex A, that the service keeps; those with several requirements also
     * by each of them, for clients look for either. Each has a check in ConformanceTest.
     */
    private static final List<String> CONFORMANCE =
        Stream.of(
                "datamodel",
                "resource-path/resource-path-to-entities",
                "request-data",
                "create-update-delete",
                "create-update-delete/create-entity",
                "create-update-delete/link-to-existing-entities",
                "create-update-delete/deep-insert",
                "create-update-delete/deep-insert-status-code",
                "create-update-delete/update-entity",
                "create-update-delete/update-entity-put",
                "create-update-delete/update-entity-jsonpatch",
                "create-update-delete/delete-entity",
                "create-update-delete/historical-location-auto-creation",
                "create-update-delete/historical-location-manual-creation",
                "batch-request/batch-request",
                "multi-datastream",
                "multi-datastream/properties",
                "multi-datastream/relations",
                "multi-datastream/constraints",
                "data-array/data-array")
            .map(name -> SPEC + name)
            .toList();

    private static final List<String> MQTT =
        List.of(
            SPEC + "create-observations-via-mqtt/observations-creation",
            SPEC + "receive-updates-via-mqtt/receive-updates");

    /**
     * @param host by which the client reaches us; the broker may listen on all addresses
     */
    private List<String> endpoints(@Nullable String host) {
      List<String> all = new ArrayList<>();
      if (mqttPort != 0) {
        all.add("mqtt://" + host + ":" + mqttPort);
      }
      if (mqttTlsPort != 0) {
        all.add("mqtts://" + host + ":" + mqttTlsPort);
      }
      return all;
    }

    byte[] write(String address) {
      Map<String, Object> settings = new LinkedHashMap<>();
      List<String> conformance = new ArrayList<>(CONFORMANCE);
      settings.put("conformance", conformance);
      List<String> endpoints = endpoints(URI.create(address).getHost());
      if (!endpoints.isEmpty()) {
        conformance.addAll(MQTT);
        MQTT.forEach(name -> settings.put(name, Map.of("endpoints", endpoints)));
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
