package furong.serve;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: 200 when the whole loop is ready, else 503; both name every part. */
@RestController
public class HealthController {

  /**
   * @param status {@code ready} or {@code not ready}
   */
  public record Health(String status, List<Part> parts) {}

  public record Part(String name, boolean ready, String detail) {}

  private final ObjectProvider<HealthPart> parts;

  HealthController(ObjectProvider<HealthPart> parts) {
    this.parts = parts;
  }

  @GetMapping("/health")
  ResponseEntity<Health> health() {
    List<Part> all =
        parts.stream().map(HealthController::ask).sorted(Comparator.comparing(Part::name)).toList();
    boolean ready = all.stream().allMatch(Part::ready);
    return ResponseEntity.status(ready ? 200 : 503)
        .cacheControl(CacheControl.noStore())
        .body(new Health(ready ? "ready" : "not ready", all));
  }

  private static Part ask(HealthPart part) {
    try {
      HealthPart.State state = part.state();
      return new Part(part.name(), state.ready(), state.detail());
    } catch (RuntimeException e) { // a part that cannot say how it is, is not ready
      return new Part(part.name(), false, e.getClass().getSimpleName());
    }
  }
}
