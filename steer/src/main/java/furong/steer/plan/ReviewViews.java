package furong.steer.plan;

import furong.base.Text;
import furong.people.User;
import furong.plan.Finding;
import furong.plan.Finding.Facts;
import furong.plan.Item;
import furong.plan.Review;
import furong.plan.ReviewDesk;
import furong.plan.ReviewStore;
import furong.plan.Steps;
import furong.plan.TaskBook;
import furong.plan.Verdict;
import furong.serve.Lists;
import furong.steer.plan.PlanDocuments.AllowedView;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.EventView;
import furong.steer.plan.PlanDocuments.IdAndName;
import furong.steer.plan.PlanDocuments.ProgressView;
import furong.steer.plan.PlanDocuments.PulledView;
import furong.steer.plan.PlanDocuments.TargetView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes evaluations of the plan as documents, with what the reader may do. */
@Component
class ReviewViews {

  /** How many findings came to a verdict. */
  record Count(CodeAndTitle verdict, int count) {}

  record ReviewLine(
      long id,
      CodeAndTitle kind,
      String cutoff,
      CodeAndTitle state,
      Instant openedAt,
      Instant reportsDue,
      @Nullable Instant closedAt,
      int findings,
      int written,
      int open,
      List<Count> verdicts,
      long version) {}

  record FactsView(
      ProgressView progress,
      @Nullable Double figure,
      @Nullable PulledView pulled,
      @Nullable PulledView start,
      @Nullable Double pace,
      @Nullable LocalDate due,
      int asked,
      int reported,
      int flagged,
      int supervised,
      int late,
      long promises) {}

  /** Words of somebody. */
  record WordsView(String words, Instant at, String by) {}

  record JudgementView(CodeAndTitle verdict, String words, Instant at, String by) {}

  /** {@code open} is true while a person has to judge it. */
  record FindingView(
      long id,
      String item,
      CodeAndTitle kind,
      String of,
      Text title,
      @Nullable TargetView target,
      @Nullable IdAndName unit,
      CodeAndTitle state,
      FactsView facts,
      CodeAndTitle verdict,
      CodeAndTitle computed,
      Text reason,
      @Nullable WordsView report,
      @Nullable JudgementView judged,
      boolean open,
      long version,
      List<AllowedView> allowedActions) {}

  record ReviewView(
      ReviewLine review,
      List<AllowedView> allowedActions,
      List<CodeAndTitle> verdicts,
      List<FindingView> findings,
      List<EventView> timeline) {}

  private final TaskBook book;
  private final ReviewDesk desk;
  private final ReviewStore store;
  private final PlanViews views;

  ReviewViews(TaskBook book, ReviewDesk desk, ReviewStore store, PlanViews views) {
    this.book = book;
    this.desk = desk;
    this.store = store;
    this.views = views;
  }

  ReviewLine line(Review review) {
    return line(review, store.findings(review.id()));
  }

  private ReviewLine line(Review r, List<Finding> findings) {
    return new ReviewLine(
        r.id(),
        new CodeAndTitle(r.kind().name(), r.kind().title()),
        r.cutoff().toString(),
        new CodeAndTitle(r.state().name(), r.state().title()),
        r.openedAt(),
        r.reportsDue(),
        r.closedAt(),
        findings.size(),
        (int) findings.stream().filter(f -> f.report() != null).count(),
        (int) findings.stream().filter(desk::open).count(),
        Arrays.stream(Verdict.values())
            .map(v ->
                new Count(
                    verdict(v), (int) findings.stream().filter(f -> f.verdict() == v).count()))
            .toList(),
        r.version());
  }

  ReviewView whole(Review review, User user) {
    List<Finding> findings = store.findings(review.id());
    return new ReviewView(
        line(review, findings),
        PlanViews.allowed(Steps.MONTH, review.state(), desk.allowed(user, review)),
        Arrays.stream(Verdict.values()).map(ReviewViews::verdict).toList(),
        findings.stream().map(f -> finding(f, review, user)).toList(),
        timeline("review/" + review.id()));
  }

  FindingView finding(Finding f, Review review, User user) {
    Optional<Item> item = book.plan().find(f.item());
    @Nullable String unit = f.unit();
    Finding.@Nullable SelfReport report = f.report();
    Finding.@Nullable Judgement judged = f.judged();
    return new FindingView(
        f.id(),
        f.item(),
        item.map(PlanViews::kind).orElse(new CodeAndTitle("", Text.of("已不在规划中", "No longer"))),
        item.map(Item::of).orElse(""),
        item.map(Item::title).orElse(Text.of(f.item(), f.item())),
        item.map(PlanViews::target).orElse(null),
        unit == null ? null : views.unit(unit),
        new CodeAndTitle(f.state().name(), f.state().title()),
        facts(f.facts()),
        verdict(f.verdict()),
        verdict(f.computed().verdict()),
        f.computed().reason(),
        report == null ? null : new WordsView(report.words(), report.at(), report.byName()),
        judged == null
            ? null
            : new JudgementView(
                verdict(judged.verdict()), judged.words(), judged.at(), judged.byName()),
        desk.open(f),
        f.version(),
        PlanViews.allowed(Steps.FINDING, f.state(), desk.allowed(user, f, review)));
  }

  List<EventView> timeline(String owner) {
    return views.timeline(owner);
  }

  private FactsView facts(Facts f) {
    return new FactsView(
        PlanViews.progress(f.progress()),
        f.figure(),
        views.pulled(f.pulled()),
        views.pulled(f.start()),
        f.pace(),
        f.due(),
        f.asked(),
        f.reported(),
        f.flagged(),
        f.supervised(),
        f.late(),
        f.promises());
  }

  private static CodeAndTitle verdict(Verdict verdict) {
    return new CodeAndTitle(verdict.name(), verdict.title());
  }

  static ResponseEntity<byte[]> file(String format, ReviewView view) {
    return Lists.file(
        format,
        "review-" + view.review().cutoff(),
        List.of(
            "item",
            "kind",
            "title",
            "unit",
            "verdict",
            "computed",
            "reason",
            "judgement",
            "progress",
            "basis",
            "figure",
            "pace",
            "due",
            "monthsAsked",
            "monthsReported",
            "monthsLagging",
            "supervised",
            "supervisedLate",
            "promiseVersion",
            "report"),
        view.findings().stream().map(ReviewViews::row).toList());
  }

  private static List<String> row(FindingView f) {
    FactsView facts = f.facts();
    return List.of(
        f.item(),
        f.kind().title().zh(),
        f.title().zh(),
        f.unit() == null ? "" : f.unit().name().zh(),
        f.verdict().title().zh(),
        f.computed().title().zh(),
        f.reason().zh(),
        f.judged() == null ? "" : f.judged().words(),
        Objects.toString(facts.progress().percent(), ""),
        facts.progress().basis(),
        Objects.toString(facts.figure(), ""),
        Objects.toString(facts.pace(), ""),
        Objects.toString(facts.due(), ""),
        Integer.toString(facts.asked()),
        Integer.toString(facts.reported()),
        Integer.toString(facts.flagged()),
        Integer.toString(facts.supervised()),
        Integer.toString(facts.late()),
        Long.toString(facts.promises()),
        f.report() == null ? "" : f.report().words());
  }
}
