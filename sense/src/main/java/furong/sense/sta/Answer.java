package furong.sense.sta;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param contentType empty when there is no body
 */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

  static final String JSON = "application/json";

  static final String TEXT = "text/plain;charset=UTF-8";

  static final String PROBLEM = "application/problem+json";

  static Answer json(byte[] body) {
    return new Answer(200, JSON, body, Map.of());
  }

  static Answer json(Consumer<JsonGenerator> content) {
    return json(EntityJson.write(content));
  }

  static Answer text(byte[] body) {
    return new Answer(200, TEXT, body, Map.of());
  }

  static Answer empty(int status) {
    return new Answer(status, "", new byte[0], Map.of());
  }

  /** Something was made; its address stands in the header and in the body. */
  static Answer created(String link, long id) {
    String body = "{\"@iot.id\":" + id + ",\"@iot.selfLink\":\"" + link + "\"}";
    return new Answer(201, JSON, body.getBytes(StandardCharsets.UTF_8), Map.of("Location", link));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }

  boolean isGood() {
    return status < 400;
  }
}
