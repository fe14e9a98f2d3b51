package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.DatastreamInfo;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.IndicatorFigure;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Two ponds in each of two streets, read each hour of two days; two of a street over a limit are an
 * alert. In the first street both are at 3 m in the hours 10 to 14, in the second at 2.5 m in 30 to
 * 32, else at 1 m.
 */
class RejudgeAcrossTest {

  private static final long HOUR = World.HOUR;
  private static final String STREET = "51010700";

  private static DatastreamInfo pond(long id) {
    String division = STREET + (id < 3 ? 1 : 2) + "001";
    return new DatastreamInfo(id, id, "d", "pond", "pond.level", 1, 0, division, 0, false);
  }

  private static final List<DatastreamInfo> PONDS = List.of(pond(1), pond(2), pond(3), pond(4));

  /** Datastream by datastream, as a store gives them. */
  private static final class Hours implements History {

    private static double level(long pond, int hour) {
      boolean first = pond < 3 && hour >= 10 && hour < 15;
      boolean second = pond > 2 && hour >= 30 && hour < 33;
      return first ? 3 : second ? 2.5 : 1;
    }

    private static List<Observation> of(long pond, long fromMs, long toMs) {
      List<Observation> all = new ArrayList<>();
      for (int h = 0; h < 48; h++) {
        long at = World.START + h * HOUR;
        if (at >= fromMs && at < toMs) {
          all.add(new Observation(h * 10L + pond, pond, at, level(pond, h), null, 0));
        }
      }
      return all;
    }

    @Override
    public void forEach(
        Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {
      for (long pond : datastreams) {
        of(pond, fromMs, toMs)
            .forEach(o ->
                sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), o.extra(), o.flags()));
      }
    }

    @Override
    public List<Observation> read(Query q) {
      return of(q.datastream(), q.fromMs(), q.toMs());
    }

    @Override
    public long count(long datastream, long fromMs, long toMs) {
      return of(datastream, fromMs, toMs).size();
    }

    @Override
    public Optional<Observation> find(long observationId) {
      return Optional.empty();
    }

    @Override
    public Optional<Observation> latest(long datastream) {
      return Optional.empty();
    }

    @Override
    public Optional<Extent> extent(long datastream) {
      return Optional.empty();
    }
  }

  private static RuleBook rules(String high, String more) {
    return RuleBook.of(
        new LittlePack()
            .with("high " + high + " m", "both 2 1", "half 0.5 1", "later 2 h")
            .and("over: street\nknown_share: params.half\n" + more)
            .when("number_of(last(level) > params.high) >= params.both")
            .book(),
        House.ZONE);
  }

  private static Rejudge judged(RuleBook before, RuleBook after, long most) {
    Rejudge rejudge = new Rejudge(before, after, "pond");
    assertThat(rejudge.properties()).isEmpty();
    assertThat(rejudge.acrossProperties()).containsExactly("pond.level");
    boolean done =
        rejudge.across(
            PONDS, new Hours(), PastFigures.NONE, World.START, World.START + 48 * HOUR, most);
    assertThat(done).isEqualTo(most >= 4 * 48);
    return rejudge;
  }

  private static EpisodeDiff diff(RuleBook before, RuleBook after) {
    return judged(before, after, 1_000).diff();
  }

  private static List<String> said(List<Episode> episodes) {
    return episodes.stream()
        .map(e -> (e.openedMs() - World.START) / HOUR + "h " + e.division())
        .toList();
  }

  @Test
  void theSameRulesTellTheSameOfBothStreets() {
    EpisodeDiff diff = diff(rules("2", ""), rules("2", ""));
    assertThat(diff.same()).isEqualTo(2);
    assertThat(diff.gained()).isEmpty();
    assertThat(diff.lost()).isEmpty();
    assertThat(diff.moved()).isEmpty();
  }

  @Test
  void aHigherLimitLosesTheAlertOfOneStreetAndALowerOneGainsIt() {
    assertThat(said(diff(rules("2", ""), rules("2.7", "")).lost()))
        .containsExactly("30h 510107002");
    assertThat(said(diff(rules("2.7", ""), rules("2", "")).gained()))
        .containsExactly("30h 510107002");
  }

  @Test
  void aLaterEndMovesBoth() {
    assertThat(diff(rules("2", ""), rules("2", "clear_for: params.later")).moved())
        .extracting(m -> (m.after().endMs() - m.before().endMs()) / HOUR)
        .containsExactly(2L, 2L);
  }

  @Test
  void moreReadingsThanAllowedAreRefused() {
    assertThat(judged(rules("2", ""), rules("2", ""), 100).readings()).isZero();
  }

  private static final String WET =
      "name: wet\ntitle: 湿\nversion: '1'\nformula: 比\nunit: '1'\ndirection: less-is-better\nlevels: [city]\ncases: closing\nvalidity: 全\nreference:\nsource: 测\n";

  private static RuleBook figures(String many) {
    return RuleBook.of(
        new LittlePack()
            .put("indicators/wet.yaml", WET)
            .with("many " + many + " 1", "half 0.5 1")
            .and("over: city\nknown_share: params.half")
            .when("this_month(indicators.wet) >= params.many")
            .book(),
        House.ZONE);
  }

  private static PastFigures.Dated wet(int hour, double value) {
    return new PastFigures.Dated(
        World.START + hour * HOUR,
        new IndicatorFigure("pond.wet", "510100", MONTH, value, 1, false));
  }

  /** The month of the world's first day, in which all of it lies. */
  private static final String MONTH =
      LocalDate.ofInstant(Instant.ofEpochMilli(World.START), House.ZONE).toString().substring(0, 7);

  /** Computed before the span began, at hour 10 and, taken back, at hour 20. */
  private static EpisodeDiff ofFigures(RuleBook before, RuleBook after) {
    PastFigures past =
        (indicators, fromMs, toMs) -> {
          assertThat(indicators).containsExactly("pond.wet");
          return List.of(wet(-5, 1), wet(10, 3), wet(20, 2));
        };
    Rejudge rejudge = new Rejudge(before, after, "pond");
    assertThat(
            rejudge.across(
                List.of(), new Hours(), past, World.START, World.START + 48 * HOUR, 1_000))
        .isTrue();
    return rejudge.diff();
  }

  @Test
  void aRuleOnAnIndicatorIsJudgedByWhatWasKnownThen() {
    EpisodeDiff diff = ofFigures(figures("3"), figures("2"));
    // 3 stood from hour 10 to hour 20; with a limit of 2 the alert goes on
    assertThat(diff.moved()).hasSize(1);
    assertThat((diff.moved().getFirst().before().openedMs() - World.START) / HOUR).isEqualTo(10);
    assertThat((diff.moved().getFirst().before().endMs() - World.START) / HOUR).isEqualTo(20);
    assertThat(ofFigures(figures("4"), figures("3")).gained()).hasSize(1);
    assertThat(ofFigures(figures("3"), figures("4")).lost()).hasSize(1);
    assertThat(ofFigures(figures("3"), figures("3")).same()).isEqualTo(1);
  }
}
