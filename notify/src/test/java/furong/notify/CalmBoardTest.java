package furong.notify;

import static furong.notify.SmallTown.EAST_STREET;
import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST_STREET;
import static furong.notify.SmallTown.alert;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.notify.Silence.Weekly;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two streets; a burst main in a street keeps low pressure in the same street quiet. */
class CalmBoardTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final InhibitRule MAIN_BURST =
      new InhibitRule(
          "main-burst",
          Text.of("主管破裂", "The main is burst"),
          matchers("rule=water.burst"),
          matchers("rule=water.low-pressure"),
          List.of("street"));
  private static final InhibitRule WORSE_FIRST =
      new InhibitRule(
          "worse-first",
          Text.of("同一设施有更高等级", "Worse at the same thing"),
          matchers("level=1|2"),
          matchers("level=3|4"),
          List.of("pack", "street"));

  private final CalmBoard board = board(List.of(MAIN_BURST));

  private static CalmBoard board(List<InhibitRule> rules) {
    CityCalm plain = CityCalm.PLAIN;
    return new CalmBoard(
        new CityCalm(
            plain.group(),
            plain.groupWait(),
            plain.groupInterval(),
            rules,
            plain.quietBreakers(),
            plain.plans(),
            plain.warnings()),
        ZONE);
  }

  static List<Matcher> matchers(String... texts) {
    return Matcher.parseAll(List.of(texts)).orThrow();
  }

  private final Alert burst = alert("burst", "water.burst", Level.I, WEST_STREET);
  private final Alert low = alert("low", "water.low-pressure", Level.III, WEST_STREET);
  private final Alert lowInTheEast = alert("east", "water.low-pressure", Level.III, EAST_STREET);

  @Test
  void aHigherOneMutesALowerOneOfTheSameStreetAndNoOther() {
    board.load(List.of(burst, low, lowInTheEast));
    Mute mute = board.mute(low, TEN).orElseThrow();
    assertThat(mute.kind()).isEqualTo(Mute.Kind.INHIBITED);
    assertThat(mute.by()).isEqualTo("burst");
    assertThat(board.mute(burst, TEN)).isEmpty();
    assertThat(board.mute(lowInTheEast, TEN)).isEmpty();
  }

  @Test
  void whatWasMutedComesBackWhenTheHigherOneClears() {
    board.load(List.of(burst, low));
    board.changed(burst.cleared(TEN.plusSeconds(60)));
    assertThat(board.mute(low, TEN.plusSeconds(60))).isEmpty();
    assertThat(board.list(List.of(), null, null, TEN)).containsExactly(low);
  }

  @Test
  void aSourceThatLosesItsLevelMutesNoMore() {
    CalmBoard levels = board(List.of(WORSE_FIRST));
    levels.load(List.of(burst, low));
    assertThat(levels.mute(low, TEN)).isPresent();
    levels.changed(burst.changed(Level.III, TEN, Map.of(), "eases"));
    assertThat(levels.mute(low, TEN)).isEmpty();
  }

  @Test
  void aSilenceHoldsFromItsBeginToItsEnd() {
    board.load(List.of(low));
    board.silences(List.of(silence(1, "rule=water.*", TEN, TEN.plusSeconds(600), null)));
    assertThat(board.mute(low, TEN.minusSeconds(1))).isEmpty();
    Mute mute = board.mute(low, TEN).orElseThrow();
    assertThat(mute.kind()).isEqualTo(Mute.Kind.SILENCED);
    assertThat(mute.until()).isEqualTo(TEN.plusSeconds(600));
    assertThat(mute.reason().zh()).contains("检修");
    assertThat(board.mute(low, TEN.plusSeconds(600))).isEmpty();
  }

  @Test
  void aSilenceOfAnotherDivisionSaysNothing() {
    board.load(List.of(low));
    board.silences(List.of(silence(1, "division=510105", TEN, TEN.plusSeconds(600), null)));
    assertThat(board.mute(low, TEN)).isEmpty();
    board.silences(List.of(silence(1, "division=510104", TEN, TEN.plusSeconds(600), null)));
    assertThat(board.mute(low, TEN)).isPresent();
  }

  @Test
  void aMaintenanceWindowComesBackEveryWeekAndGoesOverMidnight() {
    // Mondays 22:00 for 4 hours: until Tuesday 02:00
    Weekly nights = new Weekly(Set.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), Duration.ofHours(4));
    board.load(List.of(low));
    board.silences(List.of(silence(1, "rule=water.*", TEN, TEN.plus(Duration.ofDays(28)), nights)));
    assertThat(board.mute(low, local("2026-03-02T21:59:59"))).isEmpty();
    Mute mute = board.mute(low, local("2026-03-03T01:59:59")).orElseThrow();
    assertThat(mute.kind()).isEqualTo(Mute.Kind.MAINTENANCE);
    assertThat(mute.until()).isEqualTo(local("2026-03-03T02:00:00"));
    assertThat(board.mute(low, local("2026-03-03T02:00:00"))).isEmpty();
    assertThat(board.mute(low, local("2026-03-03T23:00:00"))).isEmpty(); // a Tuesday
    assertThat(board.mute(low, local("2026-03-09T23:00:00"))).isPresent(); // the next Monday
  }

  @Test
  void aShelvedOneComesBackByItself() {
    board.load(List.of(low));
    board.shelves(List.of(new Shelf("low", TEN.plusSeconds(60), "等备件", "op", TEN)));
    assertThat(board.mute(low, TEN).orElseThrow().kind()).isEqualTo(Mute.Kind.SHELVED);
    assertThat(board.mute(low, TEN.plusSeconds(60))).isEmpty();
  }

  @Test
  void groupsAreOfTheSameCauseAndPlace() {
    Alert low2 = alert("low2", "water.low-pressure", Level.II, WEST_STREET);
    board.load(List.of(burst, low, low2, lowInTheEast));
    List<CalmBoard.Group> groups = board.groups(List.of(), TEN);
    assertThat(groups)
        .extracting(g -> g.key().get("rule") + " " + g.key().get("street") + " " + g.count())
        .containsExactly(
            "water.burst 510104017 1",
            "water.low-pressure 510104017 2",
            "water.low-pressure 510105003 1");
    // the burst main keeps both of its street quiet
    assertThat(groups).extracting(CalmBoard.Group::muted).containsExactly(0, 2, 0);
    assertThat(board.groups(List.of("510105"), TEN)).hasSize(1);
  }

  @Test
  void mutedOnesAreListedAsMutedAndNeverLost() {
    board.load(List.of(burst, low, lowInTheEast));
    assertThat(board.list(List.of(), true, null, TEN)).containsExactly(low);
    assertThat(board.list(List.of(), false, null, TEN)).containsExactly(burst, lowInTheEast);
    assertThat(board.list(List.of(), null, null, TEN)).hasSize(3);
  }

  /** A slower second method: every alert against every other, over random changes. */
  @Test
  void theIndexSaysWhatAComparisonOfAllPairsSays() {
    Random random = new Random(7);
    List<InhibitRule> rules = List.of(MAIN_BURST, WORSE_FIRST);
    CalmBoard indexed = board(rules);
    List<Alert> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String rule =
          List.of("water.burst", "water.low-pressure", "air.heavy").get(random.nextInt(3));
      Level level = Level.values()[random.nextInt(4)];
      String street = random.nextBoolean() ? WEST_STREET : EAST_STREET;
      String id = "a" + random.nextInt(40);
      Alert alert = alert(id, rule, level, street);
      Alert now = random.nextInt(3) == 0 ? alert.cleared(TEN) : alert;
      all.removeIf(a -> a.id().equals(id));
      all.add(now);
      indexed.changed(now);
      for (Alert a : all) {
        assertThat(indexed.mute(a, TEN).isPresent())
            .isEqualTo(a.open() && slowly(a, all, rules).isPresent());
      }
    }
  }

  private static Optional<Alert> slowly(Alert target, List<Alert> all, List<InhibitRule> rules) {
    Labels labels = Labels.of(target);
    for (InhibitRule rule : rules) {
      boolean isTarget = Matcher.all(rule.target(), labels) && !Matcher.all(rule.source(), labels);
      for (Alert other : all) {
        Labels others = Labels.of(other);
        if (isTarget
            && other.open()
            && Matcher.all(rule.source(), others)
            && rule.equal().stream().allMatch(l -> labels.get(l).equals(others.get(l)))) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  private static Silence silence(
      long id, String matcher, Instant from, Instant to, @Nullable Weekly weekly) {
    return new Silence(id, matchers(matcher), from, to, weekly, "检修", "op", from, null);
  }

  private static Instant local(String time) {
    return java.time.LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }
}
