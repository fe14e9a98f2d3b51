package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that name who leads and who helps; conditions that set the limit. */
class RoutingTest {

  private static final String HEAD = "id,category,division,procedure,lead,assisting,zh,en";
  private static final Set<String> DUTIES = Set.of("operations", "street-office");

  private final SmallCity world =
      new SmallCity(
          new CityCases(
              CasePolicy.PLAIN,
              CategoryBook.of(
                  "v2",
                  List.of(new Category("part-0199", Text.of("蜂箱", "Beehive"), Text.of("公用", "U"))),
                  Map.of(
                      "v1",
                      List.of(condition("v1/missing", 9, "part-0101")),
                      "v2",
                      List.of(
                          condition("v2/missing", 2, "part-0101"),
                          condition("v2/broken", 4, "part-0101")))),
              parse(
                      "west,event-03*,510104,,operations,street-office,西区扬尘归中心,Dust goes up",
                      "covers,part-0101,,,street-office,operations,井盖归街道,Covers go to streets")
                  .orThrow(),
              ""));

  @Test
  void theFirstRuleThatFitsNamesWhoLeadsAndWhoHelpsAndWhy() {
    Case c = world.opened(); // event-0304 in the west
    Dispatcher.Suggestion s = world.desk.suggestion(c).orElseThrow();
    assertThat(s.organisation().id()).isEqualTo("operations-510104");
    assertThat(s.assisting()).extracting("id").containsExactly("street-office-510104017");
    assertThat(s.rule()).isEqualTo("west");
    assertThat(s.why().zh()).isEqualTo("西区扬尘归中心。地点位于西街道，由西区运行中心负责。");

    Case dispatched =
        world.does(
            world.operator,
            world.does(world.operator, c, CaseAction.REGISTER),
            CaseAction.DISPATCH);
    assertThat(dispatched.progress().organisation()).isEqualTo("operations-510104");
    assertThat(dispatched.progress().dossier().assisting())
        .containsExactly("street-office-510104017");
  }

  @Test
  void withoutARuleTheDutyOfTheProcedureDecides() {
    Case c = world.reported("part-0102");
    assertThat(world.desk.suggestion(c).orElseThrow().rule()).isEmpty();
    assertThat(world.desk.suggestion(c).orElseThrow().organisation().id())
        .isEqualTo("street-office-510104017");
  }

  @Test
  void whatNobodyAnswersForWaitsInAQueue() {
    Case east = registered(world.desk.report(world.operator, east()).orThrow(), "");
    assertThat(east.progress().dossier().unrouted()).isTrue();
    assertThat(registered(world.reported("part-0101"), "").progress().dossier().unrouted())
        .isFalse();
  }

  @Test
  void helpersServeThePlaceAndDoNotLeadAsWell() {
    Case c = world.does(world.operator, world.opened(), CaseAction.REGISTER);
    assertThat(SmallCity.code(dispatch(c, List.of("operations-510105"))))
        .isEqualTo("case.organisation");
    assertThat(SmallCity.code(dispatch(c, List.of("operations-510104"))))
        .isEqualTo("case.assisting");
    assertThat(dispatch(c, List.of()).orThrow().progress().dossier().assisting()).isEmpty();
  }

  @Test
  void eachConditionOfAKindHasItsOwnLimit() {
    Case missing = dispatched(registered(world.reported("part-0101"), "v2/missing"));
    Case broken = dispatched(registered(world.reported("part-0101"), "v2/broken"));
    Case none = dispatched(registered(world.reported("part-0101"), ""));
    assertThat(world.desk.dueAt(missing)).isEqualTo(SmallCity.at("2026-03-02T12:00"));
    assertThat(world.desk.dueAt(broken)).isEqualTo(SmallCity.at("2026-03-02T14:00"));
    assertThat(world.desk.dueAt(none)).isNull();
  }

  @Test
  void aConditionOfAnotherKindOrOfAnOldListIsRefusedThoughItStaysKnown() {
    Case c = verified(world.reported("part-0102"));
    assertThat(SmallCity.code(register(c, "v2/missing"))).isEqualTo("case.condition");
    assertThat(SmallCity.code(register(verified(world.reported("part-0101")), "v1/missing")))
        .isEqualTo("case.condition");
    assertThat(world.rules.categories().condition("v1/missing")).isPresent();
    assertThat(world.reported("part-0199").matter().category()).isEqualTo("part-0199");
  }

  @Test
  void aTableWithAMistakeNamesItsPlace() {
    assertThat(notice(parse("a,,,,fire,,消防,Fire"))).isEqualTo("dispatch.duty d.csv:2");
    assertThat(notice(parse("a,,,,operations,,甲,A", "a,,,,operations,,乙,B")))
        .isEqualTo("dispatch.id d.csv:3");
    assertThat(notice(parse("a,b"))).startsWith("dispatch.table");
    assertThat(parse("a,,,,operations,street-office,甲,A").isOk()).isTrue();
  }

  private static Result<DispatchRules> parse(String... rows) {
    List<String> lines = new java.util.ArrayList<>(List.of(HEAD));
    lines.addAll(List.of(rows));
    return DispatchRules.parse("d.csv", lines, DUTIES);
  }

  private static String notice(Result<DispatchRules> refused) {
    var notice = ((Result.Refused<DispatchRules>) refused).notices().getFirst();
    return notice.code() + " " + notice.place();
  }

  private static Condition condition(String id, int hours, String category) {
    return new Condition(
        id,
        List.of(category),
        Text.of(id, id),
        new WorkTime(hours, WorkTime.Unit.URGENT_HOUR),
        Optional.empty(),
        "a test");
  }

  private static CaseDesk.Report east() {
    return new CaseDesk.Report("东边", "part-0102", "", furong.geo.LngLat.of(104.7, 30.5), List.of());
  }

  private Case verified(Case reported) {
    Case c = world.does(world.operator, reported, CaseAction.ACCEPT);
    return world.does(world.inspector, c, CaseAction.VERIFY);
  }

  private Case registered(Case reported, String condition) {
    return register(verified(reported), condition).orThrow();
  }

  private Result<Case> register(Case c, String condition) {
    return world.tries(world.operator, c, CaseAction.REGISTER, new Details(condition, null, "", 0));
  }

  private Case dispatched(Case c) {
    return world.does(world.operator, c, CaseAction.DISPATCH);
  }

  private Result<Case> dispatch(Case c, List<String> assisting) {
    return world.desk.act(
        world.operator,
        c.id(),
        new Act(
            CaseAction.DISPATCH,
            c.version(),
            "",
            "",
            null,
            List.of(),
            new Details("", assisting, "", 0)));
  }
}
