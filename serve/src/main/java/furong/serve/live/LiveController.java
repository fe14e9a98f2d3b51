package furong.serve.live;

import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.ObjectMapper;

/**
 * {@code GET /api/live}: server-sent events. Each client is a virtual thread that waits on a queue:
 * a thousand quiet clients cost a thousand small stacks and no thread of the server.
 */
@RestController
@Tag(name = "live")
public class LiveController {

  /**
   * A silence of 30 s means to the browser that the line is dead; half of it is on the safe side.
   */
  private static final Duration PING = Duration.ofSeconds(15);

  private static final MediaType UTF8_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final LiveHub hub;
  private final List<SnapshotPart> parts;
  private final ObjectMapper json;

  public LiveController(LiveHub hub, List<SnapshotPart> parts, ObjectMapper json) {
    this.hub = hub;
    this.parts = List.copyOf(parts);
    this.json = json;
  }

  @Operation(
      summary = "What happens now, as server-sent events",
      description =
          "Event `snapshot`, then `alert`, `case`, `vital`, `calm`, `inbox`, `warning` with increasing ids; resumes after"
              + " `Last-Event-ID`; `reset` and a new snapshot when that is too old; `:ping` every"
              + " 15 s.")
  @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<ResponseBodyEmitter> live(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    String area = division == null ? caller.user().scope().home() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), area));
    return stream(area, lastEventId, event -> event.json(), client -> snapshot(client, caller));
  }

  @Operation(
      summary = "That something happened, for the wall",
      description =
          "The events of `/api/live` without their documents, in which people are named: the wall"
              + " reads `/api/wall` again.")
  @GetMapping(path = "/api/wall/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<ResponseBodyEmitter> wall(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    String area = division == null ? caller.user().scope().home() : division;
    Problems.orThrow(Rights.mayWatch(caller.user(), area));
    return stream(area, lastEventId, event -> "{}", client -> Map.of());
  }

  private ResponseEntity<ResponseBodyEmitter> stream(
      String area,
      @Nullable String lastEventId,
      Function<LiveEvent, String> words,
      Function<LiveClient, Map<String, Object>> first) {
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
    LiveClient client = new LiveClient(area);
    Thread.ofVirtual()
        .name("live")
        .start(() -> serve(client, words, first, lastId(lastEventId), emitter));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8))
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  private void serve(
      LiveClient client,
      Function<LiveEvent, String> words,
      Function<LiveClient, Map<String, Object>> first,
      @Nullable Long lastSeen,
      ResponseBodyEmitter emitter) {
    try {
      @Nullable List<LiveEvent> missed = hub.join(client, lastSeen);
      if (missed == null) {
        if (lastSeen != null) {
          send(emitter, client.startId(), "reset", "{}");
        }
        send(emitter, client.startId(), "snapshot", json.writeValueAsString(first.apply(client)));
      } else {
        for (LiveEvent event : missed) {
          send(emitter, event.id(), event.name(), words.apply(event));
        }
      }
      follow(client, words, emitter);
    } catch (IOException | IllegalStateException e) {
      // the browser went away: nothing to tell anybody
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      emitter.completeWithError(e);
    } finally {
      hub.leave(client);
    }
  }

  private void follow(
      LiveClient client, Function<LiveEvent, String> words, ResponseBodyEmitter emitter)
      throws IOException, InterruptedException {
    while (!client.overflowed()) {
      LiveEvent event = client.next(PING);
      if (event == null) {
        emitter.send(":ping\n\n", UTF8_TEXT);
      } else {
        send(emitter, event.id(), event.name(), words.apply(event));
      }
    }
    // too slow: it comes back with an id that is no longer remembered, or catches up
    emitter.complete();
  }

  private Map<String, Object> snapshot(LiveClient client, Caller caller) {
    Map<String, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("division", client.division());
    for (SnapshotPart part : parts) {
      snapshot.put(part.name(), part.read(client.division(), caller.user()));
    }
    return snapshot;
  }

  private static void send(ResponseBodyEmitter emitter, long id, String name, String data)
      throws IOException {
    emitter.send("id:" + id + "\nevent:" + name + "\ndata:" + data + "\n\n", UTF8_TEXT);
  }

  private static @Nullable Long lastId(@Nullable String header) {
    try {
      return header == null || header.isBlank() ? null : Long.valueOf(header.strip());
    } catch (NumberFormatException e) {
      return -1L;
    }
  }
}
