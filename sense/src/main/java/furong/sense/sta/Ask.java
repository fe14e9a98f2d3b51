package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A request, whether it came by itself or as a part of a batch.
 *
 * @param method in capitals
 * @param path below the service root, decoded, without slash at its beginning
 * @param query percent-encoded; null for none
 * @param contentType empty when none was given
 * @param headers by name in small letters
 * @param root address of the service as the client wrote it; every link begins with it
 */
record Ask(
    String method,
    String path,
    @Nullable String query,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    String root) {

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Address of what was asked for, without the query. */
  String address() {
    return root + "/" + path;
  }

  /**
   * A request that this one holds.
   *
   * @param url percent-encoded, in full or below the service root
   */
  Ask part(String partMethod, String url, String type, byte[] partBody) {
    String below = References.below(url, root);
    int question = below.indexOf('?');
    String partPath = question < 0 ? below : below.substring(0, question);
    return new Ask(
        partMethod,
        decoded(partPath),
        question < 0 ? null : below.substring(question + 1),
        type,
        partBody,
        Map.of(),
        root);
  }

  private static String decoded(String path) {
    try {
      return UriUtils.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "batch.shape", path + " is not percent-encoded text");
    }
  }

  /** The media type without its parameters: {@code application/json}. */
  String mediaType() {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
