package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.cases.DispatchTrial.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is sent a matter when offices are full, closed or unable. Monday 2026-03-02, in UTC. */
class LoadRoutingTest {

  private static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z"); // 10:00 in China
  private static final Instant NIGHT = Instant.parse("2026-03-02T18:00:00Z"); // 02:00 in China
  private static final String STREET = "street-office-510104017";
  private static final String CENTRE = "operations-510104";
  private static final Set<String> DUTIES = Set.of("operations", "street-office");

  private final SmallCity world = new SmallCity();
  private final Matter matter = world.opened().matter(); // in the west street

  @Test
  void goesToTheLeaderWhileItHasRoomAndSaysHowMuch() {
    Dispatcher.Suggestion s = route("street-office,,10,,", Map.of(STREET, 3), MORNING);
    assertThat(s.organisation().id()).isEqualTo(STREET);
    assertThat(s.why().en()).endsWith("load 3 of 10.");
    assertThat(s.why().zh()).contains("在办3件，上限10件");
  }

  @Test
  void goesToWhoIsNamedOtherwiseWhenTheLeaderIsFull() {
    Dispatcher.Suggestion s = route("street-office,,10,,", Map.of(STREET, 10), MORNING);
    assertThat(s.organisation().id()).isEqualTo(CENTRE);
    assertThat(s.why().en()).contains("load 10 of 10").contains("answers for it");
    assertThat(s.fallback()).isFalse();
  }

  @Test
  void goesToTheLeaderInItsHoursAndSaysTillWhen() {
    Dispatcher.Suggestion s = route("street-office,,,08:00-18:00,", Map.of(), MORNING);
    assertThat(s.organisation().id()).isEqualTo(STREET);
    assertThat(s.why().en()).endsWith("on duty till 18:00.");
  }

  @Test
  void goesToAnotherOneOutOfTheLeadersHours() {
    Dispatcher.Suggestion s = route("street-office,,,08:00-18:00,", Map.of(), NIGHT);
    assertThat(s.organisation().id()).isEqualTo(CENTRE);
    assertThat(s.why().zh()).contains("不在值班时间（08:00-18:00）");
    // a span over midnight: 20:00 to 08:00 holds at 02:00
    assertThat(route("street-office,,,20:00-08:00,", Map.of(), NIGHT).organisation().id())
        .isEqualTo(STREET);
  }

  @Test
  void asksForWhatTheRuleNeeds() {
    String rules = "r,,,,street-office,,boat,,operations,水面要船,A boat is needed";
    assertThat(route(rules, "operations,boat,,,", Map.of(), MORNING).orThrow().organisation().id())
        .isEqualTo(CENTRE);
    assertThat(
            route(rules, "street-office,boat,,,", Map.of(), MORNING).orThrow().organisation().id())
        .isEqualTo(STREET);
  }

  @Test
  void whatNobodyCanTakeWaitsInTheQueueAndSaysWhy() {
    Dispatcher.Suggestion s =
        route("street-office,,1,,\noperations,,1,,", Map.of(STREET, 1, CENTRE, 2), MORNING);
    assertThat(s.fallback()).isTrue();
    assertThat(s.why().zh()).contains("已到上限1件").contains("列入待人工派遣队列");
  }

  @Test
  void anEmptyTableHoldsNobodyBack() {
    Dispatcher.Suggestion s = route("", Map.of(STREET, 1_000), NIGHT);
    assertThat(s.organisation().id()).isEqualTo(STREET);
    assertThat(s.why().zh()).endsWith("负责。");
  }

  @Test
  void aRuleForWorkingTimeIsSilentAtNight() {
    String rules = "day,,,,operations,,,work,,白天归中心,By day the centre";
    assertThat(route(rules, "", Map.of(), MORNING).orThrow().rule()).isEqualTo("day");
    assertThat(route(rules, "", Map.of(), NIGHT).orThrow().rule()).isEmpty();
  }

  @Test
  void aTrialSendsTheSecondCaseElsewhereWhenTheFirstStillFillsTheLeader() {
    Case one = world.opened();
    Case two = world.reported("part-0102");
    CityCases rules = rules(RULE, "street-office,,1,,").orThrow();
    Outcome outcome = DispatchTrial.run(List.of(two, one), world.city, rules, c -> "street-office");
    assertThat(outcome.lines())
        .extracting(DispatchTrial.Line::would)
        .containsExactly(STREET, CENTRE);
    assertThat(DispatchTrial.run(List.of(one, two), world.city, rules, c -> "street-office"))
        .isEqualTo(outcome);
  }

  @Test
  void aTableWithAMistakeNamesItsPlace() {
    assertThat(place(Capacities.parse("c.csv", lines("fire,,1,,"), DUTIES))).isEqualTo("c.csv:2");
    assertThat(place(Capacities.parse("c.csv", lines("operations,,,always,"), DUTIES)))
        .isEqualTo("c.csv:2");
    assertThat(Capacities.parse("c.csv", lines("operations,,3,work,rota"), DUTIES).isOk()).isTrue();
  }

  private static final String RULE =
      "r,,,,street-office,,,,operations,先街道后中心,The street before the centre";

  private Dispatcher.Suggestion route(String able, Map<String, Integer> open, Instant at) {
    return route(RULE, able, open, at).orThrow();
  }

  private Result<Dispatcher.Suggestion> route(
      String rule, String able, Map<String, Integer> open, Instant at) {
    return rules(rule, able)
        .map(rules ->
            new Dispatcher(world.city, rules, id -> open.getOrDefault(id, 0))
                .route(matter, "street-office", at)
                .orElseThrow());
  }

  private static Result<CityCases> rules(String rule, String able) {
    String head = "id,category,division,procedure,lead,assisting,needs,hours,otherwise,zh,en";
    return DispatchRules.parse("d.csv", List.of(head, rule), DUTIES)
        .then(rules ->
            Capacities.parse("c.csv", lines(able), DUTIES)
                .map(
                    all -> new CityCases(CasePolicy.PLAIN, CategoryBook.NATIONAL, rules, all, "")));
  }

  private static List<String> lines(String rows) {
    return List.of(("of,can,most,hours,source\n" + rows).split("\n", -1));
  }

  private static String place(Result<Capacities> refused) {
    return ((Result.Refused<Capacities>) refused).notices().getFirst().place();
  }
}
