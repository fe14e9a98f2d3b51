package furong.store.plan;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Result;
import furong.base.Text;
import furong.plan.Answer;
import furong.plan.Commitment;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.DispatchStore.Query;
import furong.plan.Entry;
import furong.plan.Entry.Pulled;
import furong.plan.Entry.Report;
import furong.plan.EntryState;
import furong.plan.Evidence;
import furong.plan.EvidenceDesk;
import furong.plan.Finding;
import furong.plan.Flag;
import furong.plan.MemoryDispatch;
import furong.plan.MemoryPlans;
import furong.plan.MemoryRegister;
import furong.plan.MemoryReviews;
import furong.plan.MonthState;
import furong.plan.Plan;
import furong.plan.PlanChange;
import furong.plan.PlanEvent;
import furong.plan.PlanStore;
import furong.plan.Progress;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
import furong.plan.Reminder;
import furong.plan.Review;
import furong.plan.ReviewStore;
import furong.plan.Score;
import furong.plan.Supervised;
import furong.plan.SupervisedState;
import furong.plan.Task;
import furong.plan.TaskBook;
import furong.plan.Verdict;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ports of the plan promise, held against memory and PostgreSQL alike. */
class PlanStoresTest {

  enum Kept {
    IN_MEMORY,
    IN_POSTGRESQL
  }

  private static final YearMonth NOVEMBER = YearMonth.of(2025, 11);
  private static final Instant NOON = Instant.parse("2025-11-03T04:00:00Z");

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  @TempDir static Path folder;
  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate plan_change, plan_month, plan_entry, plan_supervised, plan_event, plan_evidence,"
            + " plan_reminder, plan_score, plan_register, plan_review, plan_finding restart identity cascade");
  }

  private static PlanStore promises(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryPlans() : new PgPlans(db);
  }

  private static DispatchStore dispatch(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryDispatch() : new PgDispatch(db);
  }

  @ParameterizedTest
  @EnumSource
  void aPromisedVersionIsTakenOnce(Kept kept) {
    PlanStore store = promises(kept);
    Commitment first =
        new Commitment(1, "housing", null, LocalDate.of(2025, 12, 31), "建成", 12_500.5);
    PlanChange change = new PlanChange("A24", NOON, "u1", "李", Commitment.NONE, first, "会议分工");
    assertThat(store.append(change)).isTrue();
    assertThat(store.append(change)).isFalse();
    PlanChange next =
        new PlanChange(
            "A24",
            NOON.plusSeconds(60),
            "u1",
            "李",
            first,
            new Commitment(2, null, null, null, ""),
            "取消");
    assertThat(store.append(next)).isTrue();
    assertThat(store.changes("A24")).containsExactly(change, next);
    assertThat(store.changes("A25")).isEmpty();
    assertThat(store.changes(null)).hasSize(2);
  }

  private static DispatchMonth month(YearMonth month, MonthState state, long version) {
    return new DispatchMonth(month, state, NOON, NOON.plusSeconds(3_600), NOON, null, version);
  }

  private static Entry entry(YearMonth month, String item) {
    return new Entry(
        0, month, item, "housing", EntryState.DUE, null, null, null, List.of(), Answer.NONE, "", 0);
  }

  @ParameterizedTest
  @EnumSource
  void aMonthIsKeptOnceAndChangedFromItsLastVersion(Kept kept) {
    DispatchStore store = dispatch(kept);
    assertThat(store.addMonth(month(NOVEMBER, MonthState.OPEN, 1))).isTrue();
    assertThat(store.addMonth(month(NOVEMBER, MonthState.OPEN, 1))).isFalse();
    store.addMonth(month(NOVEMBER.minusMonths(1), MonthState.CLOSED, 3));
    assertThat(store.updateMonth(month(NOVEMBER, MonthState.MEETING, 2))).isTrue();
    assertThat(store.updateMonth(month(NOVEMBER, MonthState.OPEN, 2))).isFalse();
    assertThat(store.lockMonth(NOVEMBER)).hasValue(month(NOVEMBER, MonthState.MEETING, 2));
    assertThat(store.months())
        .extracting(DispatchMonth::month)
        .containsExactly(NOVEMBER, NOVEMBER.minusMonths(1));
  }

  @ParameterizedTest
  @EnumSource
  void anEntryComesBackAsItWasKept(Kept kept) {
    DispatchStore store = dispatch(kept);
    store.addMonth(month(NOVEMBER, MonthState.OPEN, 1));
    Entry kept1 = store.addEntry(entry(NOVEMBER, "A24"));
    assertThat(store.findEntry(kept1.id())).hasValue(kept1);
    Entry full =
        new Entry(
            kept1.id(),
            NOVEMBER,
            "A24",
            "housing",
            EntryState.REPORTED,
            new Report(80, 1_760.0, "进展顺利", NOON, "u1", "李", 320.0),
            new Pulled("air.good-days-ratio", "2025", 81.5, true, NOON),
            0.98,
            List.of(new Flag("behind", Level.III, Text.of("落后", "Behind"), Text.of("18 点", "18"))),
            Answer.DECIDED,
            "限期整改",
            1);
    assertThat(store.updateEntry(full)).isTrue();
    assertThat(store.updateEntry(full)).isFalse();
    assertThat(store.findEntry(kept1.id())).hasValue(full);
    store.addMonth(month(NOVEMBER.minusMonths(1), MonthState.CLOSED, 3));
    store.addEntry(entry(NOVEMBER.minusMonths(1), "A24"));
    assertThat(store.entriesOf("A24"))
        .extracting(Entry::month)
        .containsExactly(NOVEMBER, NOVEMBER.minusMonths(1));
    assertThat(store.entries(NOVEMBER)).containsExactly(full);
  }

  private static Supervised supervised(
      String number, String unit, SupervisedState state, Instant due, long entry, long version) {
    return new Supervised(
        0, number, NOVEMBER, entry, "A24", null, "限期整改", unit, state, NOON, due, null, "", null,
        null, 0, version);
  }

  private static Query query(
      Set<SupervisedState> states, @Nullable String unit, @Nullable Instant overdueAt) {
    return new Query(states, unit, null, null, overdueAt, null, 0, 100);
  }

  @ParameterizedTest
  @EnumSource
  void supervisedItemsAreListedOpenFirstByTheDayTheyAreDue(Kept kept) {
    DispatchStore store = dispatch(kept);
    store.addMonth(month(NOVEMBER, MonthState.MEETING, 1));
    long entry = store.addEntry(entry(NOVEMBER, "A24")).id();
    Instant soon = NOON.plusSeconds(10);
    Instant later = NOON.plusSeconds(20);
    store.addSupervised(supervised("DB-1", "a", SupervisedState.CLOSED, soon, entry, 1));
    store.addSupervised(supervised("DB-2", "a", SupervisedState.OPEN, later, entry, 1));
    Supervised third =
        store.addSupervised(supervised("DB-3", "b", SupervisedState.OPEN, soon, entry, 1));
    assertThat(store.supervised(query(Set.of(), null, null)))
        .extracting(Supervised::number)
        .containsExactly("DB-3", "DB-2", "DB-1");
    assertThat(store.supervised(query(Set.of(), null, soon.plusSeconds(1)))).containsExactly(third);
    assertThat(store.countSupervised(query(Set.of(SupervisedState.OPEN), "a", null))).isEqualTo(1);
    assertThat(store.countSupervised(new Query(Set.of(), null, "A25", null, null, null, 0, 10)))
        .isZero();
    assertThat(store.supervised(new Query(Set.of(), null, "A24", NOVEMBER, null, "db-3", 0, 10)))
        .containsExactly(third);
    assertThat(store.updateSupervised(third)).as("not the next version").isFalse();
    assertThat(store.lockSupervised(third.id())).hasValue(third);
  }

  @ParameterizedTest
  @EnumSource
  void timelinesEvidenceRemindersAndScoresAreKept(Kept kept) {
    DispatchStore store = dispatch(kept);
    store.addMonth(month(NOVEMBER, MonthState.MEETING, 1));
    long entry = store.addEntry(entry(NOVEMBER, "A24")).id();
    Supervised item =
        store.addSupervised(supervised("DB-1", "a", SupervisedState.OPEN, NOON, entry, 1));
    PlanEvent event = new PlanEvent("entry/1", NOON, "u1", "李", "OPERATOR", "report", "顺利");
    store.addEvent(event);
    assertThat(store.events("entry/1")).containsExactly(event);
    assertThat(store.events("entry/2")).isEmpty();
    Evidence file = new Evidence("ab", "entry/1", "验收.pdf", "application/pdf", 3, "u1", NOON);
    store.addEvidence(file);
    store.addEvidence(file);
    assertThat(store.evidence("entry/1")).containsExactly(file);
    assertThat(store.findEvidence("ab")).containsExactly(file);
    assertThat(store.evidenceOf(NOVEMBER)).containsExactly(file);
    assertThat(store.evidenceOf(NOVEMBER.plusMonths(1))).isEmpty();
    Reminder reminder = new Reminder(item.id(), Reminder.Sort.SOON, NOON, NOON);
    assertThat(store.addReminder(reminder)).isTrue();
    assertThat(store.addReminder(reminder)).isFalse();
    assertThat(
            store.addReminder(
                new Reminder(item.id(), Reminder.Sort.SOON, NOON.plusSeconds(9), NOON)))
        .as("a new due date is reminded of anew")
        .isTrue();
    assertThat(store.reminders(1)).hasSize(1);
    Score score = new Score(NOVEMBER, "a", "in-time", 30, 3, 4);
    store.addScores(List.of(score));
    assertThat(store.scores(NOVEMBER)).containsExactly(score);
  }

  private static RegisterStore register(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryRegister() : new PgRegister(db);
  }

  private static RegisterEntry line(Sort sort, RegisterState state, Instant changed, long version) {
    return new RegisterEntry(
        0,
        sort,
        state,
        Text.of("绿道运营", "Greenway"),
        "公开招募",
        "4",
        "park-city",
        null,
        "028",
        LocalDate.of(2026, 12, 31),
        NOON,
        changed,
        state == RegisterState.PUBLISHED ? changed : null,
        version);
  }

  @ParameterizedTest
  @EnumSource
  void registersKeepRisksAndOpportunitiesApart(Kept kept) {
    RegisterStore store = register(kept);
    RegisterEntry draft = store.add(line(Sort.OPPORTUNITY, RegisterState.DRAFT, NOON, 1));
    RegisterEntry published =
        store.add(line(Sort.OPPORTUNITY, RegisterState.PUBLISHED, NOON.plusSeconds(9), 1));
    assertThat(store.list(Sort.OPPORTUNITY, Set.of(), 0, 10)).containsExactly(published, draft);
    assertThat(store.list(Sort.OPPORTUNITY, Set.of(RegisterState.PUBLISHED), 0, 10))
        .containsExactly(published);
    assertThat(store.count(Sort.RISK, Set.of())).isZero();
    RegisterEntry next =
        line(Sort.OPPORTUNITY, RegisterState.PUBLISHED, NOON, 2).withId(draft.id());
    assertThat(store.update(next)).isTrue();
    assertThat(store.update(next)).isFalse();
    assertThat(store.find(draft.id())).hasValue(next);
    RegisterEntry task = store.add(line(Sort.TASK, RegisterState.RUNNING, NOON, 1));
    assertThat(new TaskBook(Plan.none(), store).plan().under("4"))
        .containsExactly(new Task("T" + task.id(), "4", task.title()));
  }

  @Test
  void evidenceIsKeptByItsContentAndOnlyInKindsThatDoNotRun() {
    EvidenceFiles files = new EvidenceFiles(folder.resolve("evidence"));
    byte[] bytes = "证明".getBytes(StandardCharsets.UTF_8);
    EvidenceDesk.File kept = files.keep("../验收 报告.PDF", bytes).orThrow();
    assertThat(kept.name()).isEqualTo("验收 报告.PDF");
    assertThat(files.keep("另一个名.pdf", bytes).orThrow().id()).isEqualTo(kept.id());
    assertThat(files.find(kept.id())).isPresent();
    assertThat(files.find("../../etc/passwd")).isEmpty();
    assertThat(files.keep("page.html", bytes)).isInstanceOf(Result.Refused.class);
    assertThat(files.keep("empty.pdf", new byte[0])).isInstanceOf(Result.Refused.class);
  }

  private static ReviewStore reviews(Kept kept) {
    return kept == Kept.IN_MEMORY ? new MemoryReviews() : new PgReviews(db);
  }

  private static Review review(Review.Kind kind, YearMonth cutoff) {
    return new Review(
        0, kind, cutoff, MonthState.OPEN, NOON, NOON.plusSeconds(3_600), NOON, null, 1);
  }

  @ParameterizedTest
  @EnumSource
  void thereIsOneEvaluationOfAKindAndCutoff(Kept kept) {
    ReviewStore store = reviews(kept);
    Review first = store.add(review(Review.Kind.MID_TERM, NOVEMBER)).orElseThrow();
    assertThat(store.add(review(Review.Kind.MID_TERM, NOVEMBER))).isEmpty();
    Review second = store.add(review(Review.Kind.YEAR, NOVEMBER)).orElseThrow();
    Review early = store.add(review(Review.Kind.YEAR, NOVEMBER.minusYears(1))).orElseThrow();
    assertThat(store.reviews()).containsExactly(second, first, early);
    Review closed =
        new Review(
            first.id(),
            first.kind(),
            NOVEMBER,
            MonthState.CLOSED,
            NOON,
            first.reportsDue(),
            NOON.plusSeconds(9),
            NOON.plusSeconds(9),
            2);
    assertThat(store.update(closed)).isTrue();
    assertThat(store.update(closed)).isFalse();
    assertThat(store.lock(first.id())).hasValue(closed);
  }

  @ParameterizedTest
  @EnumSource
  void aFindingComesBackAsItWasKept(Kept kept) {
    ReviewStore store = reviews(kept);
    long review = store.add(review(Review.Kind.FINAL, NOVEMBER)).orElseThrow().id();
    Finding.Facts nothing =
        new Finding.Facts(
            new Progress(null, Progress.Basis.NONE, null),
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            0);
    Finding.Computed unknown =
        new Finding.Computed(Verdict.CANNOT_JUDGE, Text.of("没有数字", "No figure"));
    Finding bare =
        store.addFinding(
            new Finding(0, review, "A24", null, EntryState.DUE, nothing, unknown, null, null, 1));
    assertThat(store.findFinding(bare.id())).hasValue(bare);
    Pulled pulled = new Pulled("air.good-days-ratio", "2025", 81.5, true, NOON);
    Finding full =
        new Finding(
            bare.id(),
            review,
            "A24",
            null,
            EntryState.REPORTED,
            new Finding.Facts(
                new Progress(75.0, Progress.Basis.COMPUTED, false),
                81.5,
                pulled,
                pulled,
                0.96,
                LocalDate.of(2025, 12, 31),
                11,
                10,
                2,
                1,
                1,
                3),
            new Finding.Computed(Verdict.BEHIND, Text.of("落后", "Behind")),
            new Finding.SelfReport("余下在建", NOON, "u1", "李"),
            new Finding.Judgement(Verdict.ON_PACE, "已延期", NOON, "u2", "王"),
            2);
    assertThat(store.updateFinding(full)).isTrue();
    assertThat(store.updateFinding(full)).isFalse();
    assertThat(store.findings(review)).containsExactly(full);
    assertThat(full.verdict()).isEqualTo(Verdict.ON_PACE);
  }
}
