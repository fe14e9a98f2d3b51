package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.Dispatcher.Facts;
import furong.cases.Dispatcher.Handler;
import furong.cases.Dispatcher.Owned;
import furong.cases.Dispatcher.Suggestion;
import furong.geo.LngLat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Cover 8 stands in the west street and belongs to the west county's centre; cover 9 says nothing.
 */
class OwnerRoutingTest {

  private static final String STREET = "street-office-510104017";
  private static final String CENTRE = "operations-510104";
  private static final long OWNED = 8;
  private static final long SILENT = 9;

  private final SmallCity world = new SmallCity();

  @Test
  void aComponentGoesToItsOwnerAndTheReasonNamesBoth() {
    Suggestion s = route("part-0106", OWNED, CityCases.PLAIN);
    assertThat(s.organisation().id()).isEqualTo(CENTRE);
    assertThat(s.why().zh()).isEqualTo("派往西区运行中心：「8号井盖」归其所有。");
    assertThat(s.why().en()).isEqualTo("Sent to West centre because it owns 8号井盖.");
    assertThat(s.fallback()).isFalse();
  }

  @Test
  void aThingThatNamesNobodyIsTheStreets() {
    assertThat(route("part-0106", SILENT, CityCases.PLAIN).organisation().id()).isEqualTo(STREET);
  }

  @Test
  void whatHappensBesideAThingIsNotItsOwnersUnlessTheRuleSaysSo() {
    assertThat(route("event-0110", OWNED, CityCases.PLAIN).organisation().id()).isEqualTo(STREET);
    assertThat(route("event-0110", OWNED, rules("r,event-0110,,,owner,,其主来管,Its owner")))
        .satisfies(s -> {
          assertThat(s.organisation().id()).isEqualTo(CENTRE);
          assertThat(s.rule()).isEqualTo("r");
          assertThat(s.why().zh()).startsWith("其主来管。派往西区运行中心");
        });
    assertThat(
            route("event-0110", SILENT, rules("r,event-0110,,,owner,,其主来管,Its owner"))
                .organisation()
                .id())
        .isEqualTo(STREET);
  }

  @Test
  void aRuleOfTheCityGoesBeforeTheOwner() {
    CityCases rules = rules("r,part-0106,,,street-office,,归街道,The street's");
    assertThat(route("part-0106", OWNED, rules).organisation().id()).isEqualTo(STREET);
  }

  @Test
  void anOwnerThatDoesNotServeThePlaceIsNotSentIt() {
    Facts elsewhere = facts(Map.of(OWNED, "operations-510105"), List.of());
    assertThat(
            dispatcher(CityCases.PLAIN, elsewhere)
                .route(matter("part-0106", OWNED), "street-office", world.now)
                .orElseThrow()
                .organisation()
                .id())
        .isEqualTo(STREET);
  }

  @Test
  void whoHasTheLeastInHandIsNamedAndATrialCountsWhatItSends() {
    List<Handler> two =
        List.of(new Handler("a", Text.of("甲", "A"), 3), new Handler("b", Text.of("乙", "B"), 1));
    Dispatcher dispatcher = dispatcher(CityCases.PLAIN, facts(Map.of(), two));
    Suggestion s =
        dispatcher.route(matter("event-0110", SILENT), "street-office", world.now).orElseThrow();
    assertThat(s.handler()).as("an act asks for nobody").isNull();
    assertThat(dispatcher.inPerson(s).handler()).isEqualTo(two.getLast());

    List<Case> cases =
        List.of(
            world.reported("event-0110"),
            world.reported("event-0110"),
            world.reported("event-0112"));
    DispatchTrial.Outcome trial =
        DispatchTrial.run(
            cases, world.city, CityCases.PLAIN, facts(Map.of(), two), c -> "street-office");
    // in the trial both begin with nothing: a, then b who has less, then a again by the order of
    // ids
    assertThat(trial.lines())
        .extracting(line -> Objects.requireNonNull(line.handler()).id())
        .containsExactly("a", "b", "a");
  }

  private Suggestion route(String category, long thing, CityCases rules) {
    return dispatcher(rules, facts(Map.of(OWNED, CENTRE), List.of()))
        .route(matter(category, thing), "street-office", world.now)
        .orElseThrow();
  }

  private Dispatcher dispatcher(CityCases rules, Facts facts) {
    return new Dispatcher(world.city, rules, id -> 0, facts);
  }

  private static Facts facts(Map<Long, String> owners, List<Handler> handlers) {
    return new Facts() {
      @Override
      public Optional<Owned> owned(long thing) {
        return Optional.ofNullable(owners.get(thing)).map(o -> new Owned(thing + "号井盖", o));
      }

      @Override
      public List<Handler> handlers(String organisation) {
        return organisation.equals(STREET) ? handlers : List.of();
      }
    };
  }

  private static CityCases rules(String row) {
    String head = "id,category,division,procedure,lead,assisting,zh,en";
    Set<String> duties = Set.of("operations", "street-office", Dispatcher.OWNER);
    return new CityCases(
        CasePolicy.PLAIN,
        CategoryBook.NATIONAL,
        DispatchRules.parse("d.csv", List.of(head, row), duties).orThrow(),
        "");
  }

  private static Matter matter(String category, long thing) {
    return new Matter(
        Matter.Origin.PERSON,
        Text.of("井盖", "Cover"),
        category,
        null,
        SmallCity.COMMUNITY_CODE,
        LngLat.of(104.2, 30.5),
        thing,
        null,
        "",
        "",
        "",
        false);
  }
}
