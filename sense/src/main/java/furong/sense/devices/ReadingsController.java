package furong.sense.devices;

import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.sense.devices.DeviceViews.Flow;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.ObjectMapper;

/**
 * {@code GET /api/live/readings}: the newest observations as server-sent events. Four events a
 * second with at most {@link ReadingsListener#SHOWN} rows each, however fast the city is: some 40
 * KB a second to a browser.
 */
@RestController
@Tag(name = "live")
public class ReadingsController {

  /** An eye sees four changes a second; more would only cost. */
  private static final Duration PACE = Duration.ofMillis(250);

  /** Half of the silence after which a browser takes the line for dead. */
  private static final Duration PING = Duration.ofSeconds(15);

  private static final MediaType UTF8_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final ReadingsHub hub;
  private final DeviceDesk desk;
  private final ObjectMapper json;

  public ReadingsController(ReadingsHub hub, DeviceDesk desk, ObjectMapper json) {
    this.hub = hub;
    this.desk = desk;
    this.json = json;
  }

  @Operation(
      summary = "实时观测 Observations as they come, as server-sent events",
      description =
          "Event `readings`: `matched` since the last event, the newest of them as `rows`, and how"
              + " many were `dropped` unseen because they came faster than they could be looked"
              + " through. At most four events a second; `:ping` every 15 s. No resumption: what"
              + " passed is in the history.")
  @GetMapping(path = "/api/live/readings", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<ResponseBodyEmitter> readings(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "0") long thing) {
    if (thing < 0) {
      throw Problems.refuse(Refusal.INVALID, "thing", "thing is the id of a thing");
    }
    ReadingsListener listener =
        Problems.orThrow(
            hub.join(
                new ReadingsListener(
                    desk.wants(desk.divisions(caller, division), kind.strip(), thing))));
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
    Thread.ofVirtual().name("live-readings").start(() -> serve(listener, emitter));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8))
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  private void serve(ReadingsListener listener, ResponseBodyEmitter emitter) {
    try {
      emitter.send(":ping\n\n", UTF8_TEXT); // the page knows at once that the line stands
      while (true) {
        ReadingsListener.Look look = listener.look(PING);
        if (look.matched() > 0 || look.dropped() > 0) {
          Flow flow = desk.flow(look);
          emitter.send("event:readings\ndata:" + json.writeValueAsString(flow) + "\n\n", UTF8_TEXT);
        } else {
          // also after readings that nobody wanted: only so it is seen that the browser went away
          emitter.send(":ping\n\n", UTF8_TEXT);
        }
        Thread.sleep(PACE);
      }
    } catch (IOException | IllegalStateException e) {
      // the browser went away: nothing to tell anybody
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      emitter.completeWithError(e);
    } finally {
      hub.leave(listener);
    }
  }
}
