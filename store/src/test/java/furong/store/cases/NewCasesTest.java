package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.CaseStore.Deadlines;
import furong.cases.CaseStore.Query;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What PostgreSQL writes beside a new case, whichever way and with how many others it comes. */
class NewCasesTest {

  /** Three who open cases at once, and one who looks. */
  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase(4);

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  /** More than go in as rows of one statement. */
  private static final int MANY = 60;

  private static Db db;
  private final CaseStore store = new PgCases(POSTGRES.db());
  private final CaseWords words = new CaseWords(POSTGRES.db());

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update(
        "truncate city_case, case_event, case_number, case_place, case_words, case_words_waiting,"
            + " case_moved cascade");
  }

  private static List<CaseStore.Opening> openings(String name, int many) {
    return IntStream.range(0, many)
        .mapToObj(i ->
            new CaseStore.Opening(
                CaseStoreContract.opened(name + i, CaseState.ACCEPTED, "510104"),
                new Deadlines(null, null),
                OpenedCasesContract.opening(0)))
        .toList();
  }

  private static void withoutAPlace(int many) {
    db.update(
        """
        insert into city_case (number, origin, title_zh, title_en, category, division, rule,
          procedure, description, simulated, state, verified, clocks, returns, reworks,
          opened_at, changed_at, version)
        select 'CJ-' || i, 'PERSON', '井盖', 'Cover', 'part-0101', '510104', '', '', '',
          false, 'REPORTED', true, '{}', 0, 0, now(), now(), 1
        from generate_series(1, ?) i
        """,
        many);
  }

  private static long count(String of) {
    return db.find("select count(*) from " + of, row -> row.getLong(1)).orElseThrow();
  }

  /** Cases beside which there stands anything else than one by one would have been written. */
  private static List<String> unlike() {
    return db.list(
        """
        select number from city_case c
          left join case_words_waiting w on w.case_id = c.id
          left join case_place p on p.case_id = c.id
        where w.words is distinct from c.number || ' ' || c.title_zh || ' ' || c.title_en || ' '
            || c.description
          or p.place[0] is distinct from c.lng or p.place[1] is distinct from c.lat
          or (select count(*) from case_moved m where m.case_id = c.id) <> 1
        """,
        row -> row.getString(1));
  }

  @Test
  void theSameStandsBesideACaseWhicheverWayItIsOpened() {
    store.openAll(MONDAY, openings("many", MANY));
    store.openAll(MONDAY, openings("few", 3));
    Case one = CaseStoreContract.opened("one", CaseState.ACCEPTED, "510104");
    store.addNumbered(MONDAY, one, new Deadlines(null, null));
    Case other = CaseStoreContract.opened("CJ-0", CaseState.ACCEPTED, "510104");
    store.add(other, new Deadlines(null, null));
    withoutAPlace(2);
    assertThat(unlike()).isEmpty();
    assertThat(count("city_case")).isEqualTo(MANY + 3 + 1 + 1 + 2);
    assertThat(count("case_words_waiting")).isEqualTo(MANY + 7);
    assertThat(count("case_place")).isEqualTo(MANY + 5);
    assertThat(count("case_moved")).isEqualTo(MANY + 7);
  }

  @Test
  void nothingStandsThereWhenAllIsTakenBack() {
    assertThatThrownBy(() ->
            db.inOne(() -> {
              store.openAll(MONDAY, openings("many", MANY));
              withoutAPlace(1);
              throw new IllegalStateException("in the end not");
            }))
        .hasMessage("in the end not");
    for (String of :
        List.of("city_case", "case_event", "case_words_waiting", "case_place", "case_moved")) {
      assertThat(count(of)).as(of).isZero();
    }
  }

  @Test
  void whoOpenAtOnceHaveEachTheirOwn() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (String who : List.of("a", "b", "c")) {
        all.add(
            threads.submit(() -> {
              begin.await();
              db.inOne(() -> store.openAll(MONDAY, openings(who, MANY)).size());
              return who;
            }));
      }
      begin.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(unlike()).isEmpty();
    assertThat(count("case_event")).isEqualTo(3 * MANY);
    assertThat(db.list("select right(number, 5)::int from city_case order by 1", r -> r.getInt(1)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 3 * MANY).boxed().toList());
  }

  private List<String> found(String text) {
    Query query = new Query(List.of(), Set.of(), null, null, null, text, 0, 100);
    List<String> numbers = store.list(query).stream().map(Case::number).sorted().toList();
    assertThat(store.count(query)).isEqualTo(numbers.size());
    return numbers;
  }

  @Test
  void aCaseIsFoundBeforeItsWordsAreInTheIndexAndAfter() {
    withoutAPlace(3);
    assertThat(found("井盖")).containsExactly("CJ-1", "CJ-2", "CJ-3");
    assertThat(found("OVER")).hasSize(3);
    assertThat(words.index(2)).isEqualTo(2);
    assertThat(count("case_words_waiting")).isEqualTo(1);
    assertThat(found("井盖")).containsExactly("CJ-1", "CJ-2", "CJ-3");
    assertThat(found("路灯")).isEmpty();
    assertThat(words.index(2)).isEqualTo(1);
    assertThat(words.index(2)).isZero();
    assertThat(found("井盖")).containsExactly("CJ-1", "CJ-2", "CJ-3");
  }

  @Test
  void wordsThatChangeAreFoundAsTheyAreWaitingOrNot() {
    withoutAPlace(2);
    words.index(1);
    db.update("update city_case set title_zh = '路灯'");
    assertThat(found("路灯")).containsExactly("CJ-1", "CJ-2");
    assertThat(found("井盖")).isEmpty();
    assertThat(words.index(2)).isEqualTo(1);
    assertThat(found("路灯")).containsExactly("CJ-1", "CJ-2");
    assertThat(found("井盖")).isEmpty();
  }
}
