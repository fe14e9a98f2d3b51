package furong.steer.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.plan.PlanAct;
import furong.plan.PlanRules.Doing;
import furong.plan.Review;
import furong.plan.Review.Kind;
import furong.plan.ReviewDesk;
import furong.plan.ReviewDesk.Seen;
import furong.plan.ReviewStore;
import furong.plan.Verdict;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.plan.DispatchController.ActRequest;
import furong.steer.plan.PlanDocuments.EventView;
import furong.steer.plan.ReviewViews.FindingView;
import furong.steer.plan.ReviewViews.ReviewLine;
import furong.steer.plan.ReviewViews.ReviewView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Evaluations of the plan (年度、中期、终期评估). */
@RestController
@RequestMapping("/api/plan/reviews")
@Tag(name = "plan")
public class ReviewController {

  private final ReviewDesk desk;
  private final ReviewStore store;
  private final ReviewViews views;

  ReviewController(ReviewDesk desk, ReviewStore store, ReviewViews views) {
    this.desk = desk;
    this.store = store;
    this.views = views;
  }

  /** {@code cutoff} is the last month that counts: 2023-06. */
  public record OpenReviewRequest(@Nullable String kind, @Nullable String cutoff) {}

  /** Findings as they were seen; they are judged alike, all or none. */
  public record JudgeRequest(
      @Nullable List<Seen> findings, @Nullable String verdict, @Nullable String words) {}

  public record ReviewList(Lists.Slice<ReviewLine> list, boolean mayOpen) {}

  public record FindingDetail(@JsonUnwrapped FindingView finding, List<EventView> timeline) {}

  @GetMapping
  @Operation(summary = "规划评估 Evaluations, latest cut-off first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    List<ReviewLine> all = store.reviews().stream().map(views::line).toList();
    return Lists.isFile(format)
        ? Lists.file(format, "reviews", ReviewLine.class, all)
        : ResponseEntity.ok(
            new ReviewList(Lists.page(all, page, size), desk.mayOpen(caller.user())));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "启动评估 Opens an evaluation: one finding for each item of the plan")
  ReviewView open(@AuthenticationPrincipal Caller caller, @RequestBody OpenReviewRequest body) {
    Kind kind = one(Kind.values(), body.kind(), "plan.review-kind");
    Review opened =
        Problems.orThrow(
            desk.open(
                caller,
                kind,
                DispatchController.month(Objects.requireNonNullElse(body.cutoff(), ""))));
    return views.whole(opened, caller.user());
  }

  @GetMapping("/{id}")
  @Operation(summary = "评估表 One evaluation with its findings; format=csv or xlsx for a file")
  ResponseEntity<?> get(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    ReviewView view = views.whole(found(id), caller.user());
    return Lists.isFile(format) ? ReviewViews.file(format, view) : ResponseEntity.ok(view);
  }

  @PostMapping("/{id}/actions/{act}")
  @Operation(summary = "汇总、重开与归档 Convenes, reopens or closes an evaluation")
  ReviewView act(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    return views.whole(
        Problems.orThrow(desk.act(caller, id, DispatchController.doing(act, body))), caller.user());
  }

  @PostMapping("/{id}/judge")
  @Operation(summary = "评定 Judges findings alike: all of them, or none and the reason")
  ReviewView judge(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @RequestBody JudgeRequest body) {
    List<Seen> findings = Objects.requireNonNullElse(body.findings(), List.of());
    if (findings.isEmpty()) {
      throw Problems.refuse(Refusal.INVALID, "plan.finding", "Say which findings");
    }
    Problems.orThrow(
        desk.judge(
            caller,
            id,
            findings,
            one(Verdict.values(), body.verdict(), "plan.verdict"),
            Objects.requireNonNullElse(body.words(), "")));
    return views.whole(found(id), caller.user());
  }

  @GetMapping("/findings/{id}")
  @Operation(summary = "评估事项 One finding with its timeline")
  FindingDetail finding(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    PlanReaders.check(caller);
    return detail(caller, id);
  }

  @PostMapping("/findings/{id}/actions/{act}")
  @Operation(summary = "自评与退回 A unit writes of its item, or it is sent back")
  FindingDetail actOnFinding(
      @AuthenticationPrincipal Caller caller,
      @PathVariable long id,
      @PathVariable String act,
      @RequestBody ActRequest body) {
    Doing doing = DispatchController.doing(act, body);
    if (doing.act() == PlanAct.JUDGE) {
      throw Problems.refuse(Refusal.NOT_FOUND, "plan.act", "Findings are judged by /judge");
    }
    Problems.orThrow(desk.actOn(caller, id, doing));
    return detail(caller, id);
  }

  private FindingDetail detail(Caller caller, long id) {
    return store
        .findFinding(id)
        .map(finding ->
            new FindingDetail(
                views.finding(finding, found(finding.review()), caller.user()),
                views.timeline("finding/" + id)))
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "plan.finding", "There is no finding " + id));
  }

  private Review found(long id) {
    return store
        .find(id)
        .orElseThrow(() ->
            Problems.refuse(Refusal.NOT_FOUND, "plan.review", "There is no evaluation " + id));
  }

  private static <E extends Enum<E>> E one(E[] all, @Nullable String name, String code) {
    return Arrays.stream(all)
        .filter(e -> e.name().equals(Objects.requireNonNullElse(name, "").toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> Problems.refuse(Refusal.INVALID, code, "One of " + Arrays.toString(all)));
  }
}
