package furong.serve.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Period;
import furong.cases.Alert;
import furong.detect.PastFigures.Dated;
import furong.indicators.FigureSource;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.IndicatorFigure;
import furong.observe.MemoryCatalogue;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.serve.alerts.AlertSeries.Series;
import furong.serve.city.SmallCity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * The curves beside alerts that are of no single thing, by the packs of the house. Underpasses 1 to
 * 4 say their depth each hour: 10 cm for each of their number.
 */
class AlertSeriesTest {

  private static final Instant NOON = Instant.parse("2026-03-09T04:00:00Z");
  private static final String STREET = "990101001";
  private static final PackBook PACKS = PackReader.load(packs()).orThrow();

  private final AlertSeries series =
      new AlertSeries(
          underpasses(),
          new Hourly(),
          PACKS,
          new AlertRules(PACKS, (pack, number) -> Optional.empty()),
          new StaticListableBeanFactory(Map.of("figures", new Figures()))
              .getBeanProvider(FigureSource.class),
          new SmallCity().profile(),
          () -> NOON);

  private static Path packs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("packs"))) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder.resolve("packs");
  }

  @Test
  void ofManyThingsThoseWithTheHighestValuesAreDrawnWithWhatEachIsHeldAgainst() {
    List<Series> curves =
        series.around(
            alert(
                "flood.underpasses-flooded",
                Map.of(
                    "min(underpass-water-depth, PT3M)@1", 10.0,
                    "min(underpass-water-depth, PT3M)@2", 20.0,
                    "min(underpass-water-depth, PT3M)@3", 30.0,
                    "min(underpass-water-depth, PT3M)@4", 40.0)));
    assertThat(curves)
        .extracting(c -> c.title().zh().split(" · ")[0])
        .containsExactly("通道4", "通道3", "通道2");
    assertThat(curves).extracting(Series::threshold).containsOnly(15.0); // flood: case_depth
    assertThat(curves.getFirst().points()).hasSize(27); // a day before 10:00, and until 12:00
    assertThat(curves.getFirst().points()).allMatch(p -> p[1] == 40);
  }

  @Test
  void ofAnIndicatorEachFigureOfItsPeriodIsDrawnFromWhenItWasKnown() {
    List<Series> curves =
        series.around(
            alert("air.heavy-day-counted", Map.of("this_month(indicators.air.heavy-days)", 1.0)));
    assertThat(curves).hasSize(1);
    assertThat(curves.getFirst().points().stream().map(p -> p[1])).containsExactly(0.0, 1.0);
    assertThat(curves.getFirst().threshold()).isEqualTo(1);
  }

  @Test
  void ofARuleThatNoPackHasNothingIsDrawn() {
    assertThat(series.around(alert("flood.gone", Map.of("last(x)@1", 1.0)))).isEmpty();
  }

  private static Alert alert(String rule, Map<String, Double> inputs) {
    Instant opened = NOON.minusSeconds(2 * 3_600);
    return new Alert(
        "a",
        rule,
        rule.substring(0, rule.indexOf('.')),
        "1",
        rule.startsWith("air") ? Level.IV : Level.II,
        opened,
        opened,
        null,
        0,
        STREET,
        inputs,
        "because",
        true,
        true,
        null,
        null,
        null,
        null);
  }

  /** Two figures of this month, the earlier one said last. */
  private static final class Figures implements FigureSource {
    @Override
    public boolean keeps(IndicatorDef indicator) {
      return true;
    }

    @Override
    public List<IndicatorFigure> standing(
        String indicator, Collection<String> divisions, Period period) {
      return List.of();
    }

    @Override
    public List<Dated> versions(String indicator, Collection<String> divisions, Period period) {
      assertThat(period.text()).isEqualTo("2026-03");
      return List.of(figure(indicator, 7_200, 1), figure(indicator, 86_400, 0));
    }

    private static Dated figure(String indicator, long before, double value) {
      return new Dated(
          NOON.minusSeconds(before).toEpochMilli(),
          new IndicatorFigure(indicator, STREET, "2026-03", value, 1, false));
    }
  }

  private static Catalogue underpasses() {
    MemoryCatalogue all = new MemoryCatalogue();
    for (long i = 1; i <= 4; i++) {
      all.put(new ObservingThing(i, "通道" + i, "underpass", STREET, 104, 30, true));
      all.put(
          new DatastreamInfo(
              i, i, "d", "underpass", "flood.underpass-water-depth", 1, 0, STREET, 0, true),
          "cm");
    }
    return all;
  }

  private static final class Hourly implements History {
    private static final long HOUR_MS = 3_600_000;

    @Override
    public List<Observation> read(Query q) {
      return LongStream.rangeClosed(Math.ceilDiv(q.fromMs(), HOUR_MS), (q.toMs() - 1) / HOUR_MS)
          .mapToObj(
              h -> new Observation(h, q.datastream(), h * HOUR_MS, 10.0 * q.datastream(), null, 0))
          .toList();
    }

    @Override
    public long count(long datastream, long fromMs, long toMs) {
      return (toMs - fromMs) / HOUR_MS;
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

    @Override
    public void forEach(
        Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {}
  }
}
