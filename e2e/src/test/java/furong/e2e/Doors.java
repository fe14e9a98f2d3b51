package furong.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public doors as a program uses them: SensorThings, bulk ingest, and our own API. */
final class Doors {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;
  private final String authorization;

  Doors(URI address, String login, String password) {
    this.address = address;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request(path).GET().build());
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** What is saved as a file. */
  byte[] file(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " -> " + answer.statusCode());
    }
    return answer.body();
  }

  /** The status alone. */
  int status(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build()).statusCode();
  }

  JsonNode post(String path, String contentType, String body)
      throws IOException, InterruptedException {
    return sent(
        path,
        request(path)
            .header("Content-Type", contentType)
            .header("X-Furong", "1")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** The same with a body of JSON. */
  JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return post(path, "application/json", JSON.writeValueAsString(body));
  }

  private JsonNode sent(String path, HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("POST " + path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  /** Sends a file as a browser's form does. */
  JsonNode bring(String path, String name, byte[] bytes) throws IOException, InterruptedException {
    String boundary = "furong-e2e-boundary";
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    body.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n")
            .formatted(boundary, name)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return sent(
        path,
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("X-Furong", "1")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  void delete(String path) throws IOException, InterruptedException {
    int status = send(request(path).header("X-Furong", "1").DELETE().build()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("DELETE " + path + " -> " + status);
    }
  }

  /**
   * An air station in a division with one datastream of PM2.5; answers the datastream's id.
   *
   * @param division code of the division that the station stands in
   */
  long airStation(String name, String division) throws IOException, InterruptedException {
    return airStation(name, division, "ug/m3");
  }

  /** The same, with readings in this unit. */
  long airStation(String name, String division, String unit)
      throws IOException, InterruptedException {
    return gauge(name, "air-station", division, "air.pm25", unit);
  }

  /**
   * A thing in a division with one datastream; answers the datastream's id.
   *
   * @param kind of the thing as its pack names it, such as {@code road-water}
   * @param property with its pack, such as {@code flood.road-water-depth}
   */
  long gauge(String name, String kind, String division, String property, String unit)
      throws IOException, InterruptedException {
    String thing =
        """
        {"name":"%s","description":"of a test",
         "properties":{"kind":"%s","division":"%s"},
         "Datastreams":[{"name":"%s values","description":"of a test",
           "observationType":"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
           "unitOfMeasurement":{"name":"%s","symbol":"%s","definition":"%s"},
           "Sensor":{"name":"%s sensor","description":"gauge","encodingType":"text/plain","metadata":"none"},
           "ObservedProperty":{"name":"%s","definition":"urn:furong:property:%s","description":"of a test"}}]}
        """
            .formatted(name, kind, division, name, unit, unit, unit, name, property, property);
    post("/sensorthings/v1.1/Things", "application/json", thing);
    String filter =
        java.net.URLEncoder.encode("name eq '" + name + " values'", StandardCharsets.UTF_8);
    JsonNode found = get("/sensorthings/v1.1/Datastreams?$filter=" + filter);
    return found.path("value").path(0).path("@iot.id").asLong();
  }

  /** Hourly values that end at {@code last}; answers what the door said. */
  JsonNode hours(long datastream, Instant last, double... values)
      throws IOException, InterruptedException {
    return readings(datastream, last, Duration.ofHours(1), values);
  }

  /** Values a step apart that end at {@code last}; answers what the door said. */
  JsonNode readings(long datastream, Instant last, Duration step, double... values)
      throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      Instant at = last.minus(step.multipliedBy(values.length - 1 - i));
      lines.append(
          "{\"datastream\":%d,\"phenomenonTime\":\"%s\",\"result\":%s}\n"
              .formatted(datastream, at, values[i]));
    }
    return post("/api/ingest/observations", "application/x-ndjson", lines.toString());
  }

  /** Asks {@code path} until {@code enough}; the city needs a moment between cause and effect. */
  JsonNode until(String path, Predicate<JsonNode> enough) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    JsonNode last = get(path);
    while (!enough.test(last)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(path + " still answers " + last);
      }
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(250);
      last = get(path);
    }
    return last;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(TIMEOUT)
        .header("Accept", "application/json")
        .header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }
}
