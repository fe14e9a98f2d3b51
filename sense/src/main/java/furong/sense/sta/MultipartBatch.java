package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.sense.sta.BatchGroup.Done;
import furong.sense.sta.BatchGroup.Outcome;
import furong.sense.sta.BatchGroup.Part;
import furong.serve.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A batch as multipart/mixed: each part is a request in full, or a change set, which is
 * multipart/mixed again (SensorThings 1.1, clause 11).
 *
 * <p>It is read as ISO 8859-1, which keeps every byte, so that bodies may be of any encoding.
 */
final class MultipartBatch {

  private static final String MIXED = "multipart/mixed";

  /** Headers by name in small letters, and what stands below the empty line. */
  private record Piece(Map<String, String> headers, String content) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private MultipartBatch() {}

  static List<BatchGroup> read(Ask whole) {
    List<BatchGroup> groups = new ArrayList<>();
    String text = new String(whole.body(), StandardCharsets.ISO_8859_1);
    for (String part : parts(text, boundary(whole.contentType()))) {
      Piece piece = piece(part);
      if (piece.header("content-type").toLowerCase(Locale.ROOT).startsWith(MIXED)) {
        List<Part> inside =
            parts(piece.content(), boundary(piece.header("content-type"))).stream()
                .map(one -> request(piece(one), whole))
                .toList();
        if (inside.isEmpty()) {
          throw shape("a change set has at least one request");
        }
        if (inside.stream().anyMatch(one -> one.ask().method().equals("GET"))) {
          throw shape("a change set changes things; GET stands outside of it");
        }
        groups.add(new BatchGroup(true, inside));
      } else {
        groups.add(new BatchGroup(false, List.of(request(piece, whole))));
      }
    }
    return groups;
  }

  private static String boundary(String contentType) {
    for (String parameter : contentType.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("boundary")) {
        return parameter.substring(equals + 1).strip().replace("\"", "");
      }
    }
    throw shape("multipart/mixed names its boundary");
  }

  /** What stands between the lines {@code --boundary}. */
  private static List<String> parts(String text, String boundary) {
    List<String> parts = new ArrayList<>();
    String line = "--" + boundary;
    int at = text.startsWith(line) ? 0 : text.indexOf("\n" + line) + 1;
    while (text.startsWith(line, at)) {
      int from = text.indexOf('\n', at) + 1;
      boolean last = text.startsWith("--", at + line.length());
      int next = from == 0 || last ? -1 : text.indexOf("\n" + line, from - 1);
      if (next < 0) {
        if (!last) {
          throw shape("there is no --" + boundary + "-- at the end");
        }
        return parts;
      }
      parts.add(text.substring(Math.min(from, next), next));
      if (parts.size() > BatchGroup.MAX_PARTS) {
        throw shape("more than " + BatchGroup.MAX_PARTS + " parts");
      }
      at = next + 1;
    }
    throw shape("there is no part that begins with --" + boundary);
  }

  private static Piece piece(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = (end < 0 ? text.substring(at) : text.substring(at, end)).strip();
      at = end < 0 ? text.length() : end + 1;
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return new Piece(headers, text.substring(at));
  }

  private static Part request(Piece piece, Ask whole) {
    String text = piece.content().stripLeading();
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).strip();
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(" HTTP/");
    if (first < 0) {
      throw shape("a part holds a request line such as GET Things HTTP/1.1");
    }
    String url = line.substring(first + 1, last > first ? last : line.length()).strip();
    Piece request = piece(end < 0 ? "" : text.substring(end + 1));
    String type = request.header("content-type");
    return new Part(
        piece.header("content-id"),
        whole.part(
            line.substring(0, first).toUpperCase(Locale.ROOT),
            url,
            type.isEmpty() ? Answer.JSON : type,
            request.content().strip().getBytes(StandardCharsets.ISO_8859_1)),
        List.of());
  }

  /** A change set that failed has one answer, as the standard wants it. */
  static Answer answer(List<Done> groups) {
    String boundary = "batch_answer";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Done group : groups) {
      if (!group.group().atomic() || !group.isGood()) {
        part(
            out,
            boundary,
            "",
            group.isGood() ? group.outcomes().getFirst().answer() : group.firstFault());
        continue;
      }
      String inner = "changeset_answer";
      say(out, "--" + boundary + "\r\nContent-Type: " + MIXED + "; boundary=" + inner + "\r\n\r\n");
      for (Outcome outcome : group.outcomes()) {
        part(out, inner, outcome.part().id(), outcome.answer());
      }
      say(out, "--" + inner + "--\r\n");
    }
    say(out, "--" + boundary + "--\r\n");
    return new Answer(200, MIXED + "; boundary=" + boundary, out.toByteArray(), Map.of());
  }

  private static void part(
      ByteArrayOutputStream out, String boundary, String contentId, Answer answer) {
    say(out, "--" + boundary + "\r\nContent-Type: application/http\r\n");
    if (!contentId.isEmpty()) {
      say(out, "Content-ID: " + contentId + "\r\n");
    }
    HttpStatus status = HttpStatus.valueOf(answer.status());
    say(out, "\r\nHTTP/1.1 " + status.value() + " " + status.getReasonPhrase() + "\r\n");
    answer.headers().forEach((name, value) -> say(out, name + ": " + value + "\r\n"));
    if (!answer.contentType().isEmpty()) {
      say(out, "Content-Type: " + answer.contentType() + "\r\n");
    }
    say(out, "Content-Length: " + answer.body().length + "\r\n\r\n");
    out.writeBytes(answer.body());
    say(out, "\r\n");
  }

  private static void say(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RuntimeException shape(String message) {
    return Problems.refuse(Refusal.INVALID, "batch.shape", message);
  }
}
