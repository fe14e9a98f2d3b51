package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.observe.DatastreamInfo;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A pond whose level is 3 at hours 10 to 14, 2.5 at 30 to 32 and 1 else, judged by two versions.
 */
class RejudgeTest {

  private static final long HOUR = World.HOUR;
  private static final DatastreamInfo LEVEL =
      new DatastreamInfo(1, 9, "d", "pond", "pond.level", 1, 0, "510107", 0, false);

  private static final class Hours implements History {
    private final List<Observation> all = new ArrayList<>();

    Hours() {
      for (int h = 0; h < 48; h++) {
        double level = h >= 10 && h < 15 ? 3 : h >= 30 && h < 33 ? 2.5 : 1;
        all.add(new Observation(h + 1, 1, World.START + h * HOUR, level, null, 0));
      }
    }

    @Override
    public void forEach(
        Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {
      read(new Query(datastreams.iterator().next(), fromMs, toMs, all.size(), 0, false))
          .forEach(
              o -> sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), o.extra(), o.flags()));
    }

    @Override
    public List<Observation> read(Query q) {
      return all.stream().filter(o -> o.timeMs() >= q.fromMs() && o.timeMs() < q.toMs()).toList();
    }

    @Override
    public long count(long datastream, long fromMs, long toMs) {
      return all.size();
    }

    @Override
    public Optional<Observation> find(long observationId) {
      return Optional.empty();
    }

    @Override
    public Optional<Observation> latest(long datastream) {
      return Optional.of(all.getLast());
    }

    @Override
    public Optional<Extent> extent(long datastream) {
      return Optional.empty();
    }
  }

  private static RuleBook rules(String high, String extra) {
    return RuleBook.of(
        new LittlePack()
            .with("high " + high + " m", "two 2 h")
            .and(extra)
            .when("last(level) > params.high")
            .book(),
        House.ZONE);
  }

  private static EpisodeDiff diff(RuleBook before, RuleBook after, int fromHour, int toHour) {
    Rejudge rejudge = new Rejudge(before, after, "pond");
    rejudge.thing(
        List.of(LEVEL), new Hours(), World.START + fromHour * HOUR, World.START + toHour * HOUR);
    return rejudge.diff();
  }

  @Test
  void theSameRulesTellTheSame() {
    EpisodeDiff diff = diff(rules("2", ""), rules("2", ""), 0, 48);
    assertThat(diff.same()).isEqualTo(2);
    assertThat(diff.gained()).isEmpty();
    assertThat(diff.lost()).isEmpty();
    assertThat(diff.moved()).isEmpty();
  }

  @Test
  void aHigherThresholdLosesAnEpisodeAndALowerOneGainsIt() {
    EpisodeDiff higher = diff(rules("2", ""), rules("2.7", ""), 0, 48);
    assertThat(higher.lost())
        .extracting(e -> (e.openedMs() - World.START) / HOUR)
        .containsExactly(30L);
    assertThat(higher.lost().getFirst().worst()).isEqualTo(Level.III);
    assertThat(diff(rules("2.7", ""), rules("2", ""), 0, 48).gained()).hasSize(1);
  }

  @Test
  void anotherEndMovesAnEpisode() {
    EpisodeDiff diff =
        diff(
            rules("2", ""),
            rules("2", "clear: 'last(level) <= params.high'\nclear_for: params.two"),
            0,
            20);
    // cleared at hour 15 before, two hours later now
    assertThat(diff.moved())
        .singleElement()
        .satisfies(m -> assertThat(m.before().clearedMs()).isEqualTo(World.START + 15 * HOUR))
        .satisfies(m -> assertThat(m.after().clearedMs()).isEqualTo(World.START + 17 * HOUR));
  }

  @Test
  void whatEndedBeforeTheSpanDoesNotCount() {
    assertThat(diff(rules("2", ""), rules("9", ""), 20, 48).lost()).hasSize(1);
  }
}
