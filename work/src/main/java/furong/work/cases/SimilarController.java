package furong.work.cases;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.Case;
import furong.cases.Likeness;
import furong.cases.Likeness.Hint;
import furong.cases.RatingDesk;
import furong.cases.ReportDesk;
import furong.geo.LngLat;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says while somebody of the city types that a matter may be known already; nothing is merged. */
@RestController
@Tag(name = "cases")
public class SimilarController {

  private final ReportDesk desk;
  private final InstantSource time;

  SimilarController(ReportDesk desk, InstantSource time) {
    this.desk = desk;
    this.time = time;
  }

  /** An open case nearby. @param metres from the place that is asked for */
  record SimilarView(
      String id, String number, Text title, Text state, Instant openedAt, int metres) {}

  @GetMapping("/api/cases/similar")
  @Operation(
      summary = "相似工单提示 Open cases nearby that are like what is being typed",
      description = "Of the divisions that the caller may read; by place, kind and words.")
  Lists.Slice<SimilarView> similar(
      @AuthenticationPrincipal Caller caller,
      @RequestParam double lng,
      @RequestParam double lat,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String words) {
    String typed = words.substring(0, Math.min(words.length(), RatingDesk.MAX_WORDS));
    Instant since = time.instant().minus(Likeness.RECENT);
    List<SimilarView> found =
        desk.similar(place(lng, lat), category, typed, since, false).stream()
            .filter(h -> mayRead(caller, h.known()))
            .map(SimilarController::view)
            .toList();
    return new Lists.Slice<>(found, found.size(), 0, Likeness.MAX_HINTS);
  }

  private static LngLat place(double lng, double lat) {
    try {
      return LngLat.of(lng, lat);
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "report.place", "That is no place on Earth");
    }
  }

  private static boolean mayRead(Caller caller, Case c) {
    return Rights.mayRead(caller.user(), c.matter().division()) instanceof Result.Ok;
  }

  private static SimilarView view(Hint hint) {
    Case c = hint.known();
    return new SimilarView(
        Long.toString(c.id()),
        c.number(),
        c.matter().title(),
        c.state().title(),
        c.openedAt(),
        (int) Math.round(hint.metres()));
  }
}
