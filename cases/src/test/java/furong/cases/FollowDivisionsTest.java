package furong.cases;

import static furong.cases.SmallCity.EAST_STREET;
import static furong.cases.SmallCity.WEST_STREET;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.DivisionHistory.Change;
import furong.geo.Bounds;
import furong.geo.LngLat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On 2 March street 018 went into the western one; street 019 into both, divided at 104.5. */
class FollowDivisionsTest {

  private static final String MERGED = "510104018";
  private static final String SPLIT = "510104019";
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private final SmallCity world = new SmallCity();
  private final CityProfile changed =
      CityProfile.of(
          "small",
          world.city.name(),
          world.city.calendar(),
          DivisionHistory.of(
              world.city.divisions(),
              List.of(
                  Change.ended(DAY, street(MERGED), List.of(WEST_STREET)),
                  Change.ended(DAY, street(SPLIT), List.of(WEST_STREET, EAST_STREET)))),
          world.city.organisations(),
          List.of(),
          Map.of());
  private final OutsideCases outside =
      new OutsideCases(
          world.cases, changed, CityCases.PLAIN, new AtOnce(), () -> world.now, new Deaf());

  @Test
  void anOpenCaseGoesWithItsDivisionAndSaysWhereItWas() {
    Case before = open(MERGED, null);
    assertThat(outside.followDivisions()).isEqualTo(1);
    Case after = world.cases.find(before.id()).orElseThrow();
    assertThat(after.matter()).isEqualTo(before.matter().in(WEST_STREET));
    assertThat(after.progress()).isEqualTo(before.progress());
    CaseEvent told = world.cases.timeline(before.id()).getLast();
    assertThat(told.kind()).isEqualTo(CaseEvent.MOVED);
    assertThat(told.note()).isEqualTo("510104018 → " + WEST_STREET);
    assertThat(outside.followDivisions()).as("it is moved once").isZero();
  }

  @Test
  void whereADivisionWentIntoSeveralThePlaceDecides() {
    Case east = open(SPLIT, LngLat.of(104.7, 30.5));
    Case nowhere = open(SPLIT, null);
    assertThat(outside.followDivisions()).isEqualTo(1);
    assertThat(division(east)).isEqualTo(EAST_STREET);
    assertThat(division(nowhere)).as("nobody can say").isEqualTo(SPLIT);
  }

  @Test
  void whatHasEndedAndWhatLiesInDivisionsThatAreStaysWhereItIs() {
    Case ended = open(MERGED, null);
    world.desk.act(
        world.operator,
        ended.id(),
        new CaseRules.Act(CaseAction.CANCEL, ended.version(), "", "twice", null, List.of()));
    Case west = open(WEST_STREET, null);
    assertThat(outside.followDivisions()).isZero();
    assertThat(division(ended)).isEqualTo(MERGED);
    assertThat(division(west)).isEqualTo(WEST_STREET);
  }

  @Test
  void whoAnswersIsAskedForTheDivisionOfToday() {
    Dispatcher dispatcher = new Dispatcher(changed);
    Matter matter = open(MERGED, null).matter();
    assertThat(
            dispatcher.route(matter, "street-office", world.now).orElseThrow().organisation().id())
        .isEqualTo("street-office-" + WEST_STREET);
  }

  private String division(Case c) {
    return world.cases.find(c.id()).orElseThrow().matter().division();
  }

  private Case open(String division, @Nullable LngLat place) {
    return outside.open(
        new Matter(
            Matter.Origin.WARNING,
            Text.of("积水", "Flood"),
            "event-0506",
            null,
            division,
            place,
            null,
            null,
            "",
            "",
            "",
            false),
        CaseProcedure.none("event-0506"));
  }

  private static Division street(String code) {
    return new Division(
        code,
        DivisionLevel.STREET,
        Text.of("旧街道", "Old street"),
        "510104",
        false,
        LngLat.of(104.2, 30.5),
        Bounds.of(104, 30, 105, 31));
  }
}
