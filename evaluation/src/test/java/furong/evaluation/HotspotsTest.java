package furong.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.TimeRange;
import furong.evaluation.Hotspots.Found;
import furong.evaluation.Hotspots.Question;
import furong.evaluation.Hotspots.Spot;
import furong.evaluation.Hotspots.Trend;
import furong.geo.LngLat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A city of one box, in which people report. */
class HotspotsTest {

  private static final Instant LAST = Town.at("2026-03-09T00:00");
  private static final LngLat SQUARE = LngLat.of(104.25, 30.55);
  private final Town town = new Town();

  private void report(Instant at, double lng, double lat, int times) {
    town.now = at;
    for (int i = 0; i < times; i++) {
      town.reported(lng, lat);
    }
  }

  /** Twenty reports that lie apart, a week; the box has some 440 squares. */
  private void everyday(Instant at) {
    for (int i = 0; i < 20; i++) {
      report(at, 104.205 + (i % 5) * 0.02, 30.505 + (i / 5) * 0.025, 1);
    }
  }

  private Found found(int periods) {
    TimeRange week = TimeRange.of(LAST, LAST.plus(Duration.ofDays(7)));
    return new Hotspots(new MemoryCasePlaces(town.cases), town.city.divisions())
        .find(new Question(List.of(), "", week, 500, periods))
        .orThrow();
  }

  @Test
  void aHeapOfThisWeekIsNew() {
    everyday(LAST.minus(Duration.ofDays(3)));
    everyday(LAST.plus(Duration.ofDays(1)));
    report(LAST.plus(Duration.ofDays(1)), SQUARE.lng(), SQUARE.lat(), 12);
    Found found = found(2);
    assertThat(found.cases()).isEqualTo(32);
    assertThat(found.spots()).isNotEmpty();
    assertThat(found.spots()).allMatch(s -> s.trend() == Trend.NEW);
    Spot first = found.spots().getFirst();
    assertThat(Objects.requireNonNull(first.score()).z()).isGreaterThan(4);
    assertThat(first.hot()).containsExactly(false, true);
    assertThat(found.spots()).anyMatch(s -> s.bounds().contains(SQUARE.lng(), SQUARE.lat()));
  }

  @Test
  void aHeapOfLastWeekFadesAndOneOfBothPersists() {
    for (int week = 1; week >= 0; week--) {
      Instant at = LAST.minus(Duration.ofDays(7L * week - 1));
      everyday(at);
      report(at, 104.22, 30.52, 15);
      if (week == 1) {
        report(at, 104.28, 30.58, 15);
      }
    }
    Found found = found(2);
    assertThat(trendAt(found, 104.22, 30.52)).isEqualTo(Trend.PERSISTENT);
    assertThat(trendAt(found, 104.28, 30.58)).isEqualTo(Trend.FADING);
  }

  @Test
  void evenReportsMakeNoSpot() {
    everyday(LAST.plus(Duration.ofDays(1)));
    assertThat(found(1).spots()).isEmpty();
  }

  @Test
  void theTrendIsThatOfItsRule() {
    assertThat(Hotspots.trend(List.of(false, false, false))).isNull();
    assertThat(Hotspots.trend(List.of(true))).isEqualTo(Trend.NEW);
    assertThat(Hotspots.trend(List.of(false, false, true))).isEqualTo(Trend.NEW);
    assertThat(Hotspots.trend(List.of(true, false, true))).isEqualTo(Trend.PERSISTENT);
    assertThat(Hotspots.trend(List.of(true, false, false, true))).isEqualTo(Trend.RECURRING);
    assertThat(Hotspots.trend(List.of(true, true, false))).isEqualTo(Trend.FADING);
  }

  @Test
  void earlierPeriodsAreAsLongAndTouch() {
    TimeRange last = TimeRange.of(LAST, LAST.plus(Duration.ofDays(7)));
    assertThat(Hotspots.before(last, 3))
        .containsExactly(
            TimeRange.of(LAST.minus(Duration.ofDays(14)), LAST.minus(Duration.ofDays(7))),
            TimeRange.of(LAST.minus(Duration.ofDays(7)), LAST),
            last);
  }

  private static Trend trendAt(Found found, double lng, double lat) {
    return found.spots().stream()
        .filter(s -> s.bounds().contains(lng, lat))
        .findFirst()
        .orElseThrow()
        .trend();
  }
}
