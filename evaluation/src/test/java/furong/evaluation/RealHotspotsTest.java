package furong.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.TimeRange;
import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.CaseStore.Deadlines;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.MemoryCases;
import furong.cases.Progress;
import furong.city.Division;
import furong.city.Divisions;
import furong.evaluation.Hotspots.Found;
import furong.evaluation.Hotspots.Question;
import furong.evaluation.Hotspots.Spot;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.geo.SquareGrid;
import furong.geo.SquareGrid.Cell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A thousand real requests of New York (NYC Open Data, 311 Service Requests, November 2012), whose
 * places were published: where they gather, by {@link Hotspots} and by the formula written out.
 */
class RealHotspotsTest {

  private static final Bounds BOX = Bounds.of(-74.27, 40.48, -73.68, 40.93);
  private static final Instant DAY = Instant.parse("2012-11-20T00:00:00Z");
  private static final TimeRange WEEK =
      TimeRange.of(DAY.minusSeconds(6 * 86_400L), DAY.plusSeconds(86_400L));
  private static final int SIDE = 2_000;

  /** One object stands on one line. */
  private static final Pattern PLACE =
      Pattern.compile("\"latitude\":\"(-?[0-9.]+)\",\"longitude\":\"(-?[0-9.]+)\"");

  private static List<LngLat> places() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("cities"))) {
      root = Objects.requireNonNull(root.getParent(), "not inside the project");
    }
    Path file = root.resolve("../shared/data/requests/nyc311_sample/fhrw-4uyv.json.gz").normalize();
    boolean there = Files.exists(file);
    assertThat(there || System.getenv("CI") == null).as("%s in CI", file).isTrue();
    assumeTrue(there, "the requests are not on this machine");
    List<LngLat> places = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher m = PLACE.matcher(line);
        if (m.find()) {
          places.add(LngLat.of(Double.parseDouble(m.group(2)), Double.parseDouble(m.group(1))));
        }
      }
    }
    return places;
  }

  private static Found found(List<LngLat> places) {
    MemoryCases cases = new MemoryCases();
    Progress progress =
        new Progress(
            CaseState.REPORTED, false, null, null, Map.of(), 0, 0, null, null, null, Dossier.EMPTY);
    for (LngLat place : places) {
      Matter matter =
          new Matter(
              Matter.Origin.PERSON,
              Text.of("事", "matter"),
              "event-0112",
              null,
              Town.CODE,
              place,
              null,
              null,
              "",
              "",
              "",
              false);
      cases.add(new Case(0, "", matter, progress, DAY, DAY, 1), new Deadlines(null, null));
    }
    LngLat middle = LngLat.of(-74, 40.7);
    Division city =
        new Division(
            Town.CODE, DivisionLevel.CITY, Text.of("纽约", "New York"), "", false, middle, BOX);
    Divisions divisions =
        Divisions.of(
            List.of(city),
            Map.of(
                city.code(),
                new GeometryFactory()
                    .toGeometry(new Envelope(BOX.west(), BOX.east(), BOX.south(), BOX.north()))));
    return new Hotspots(new MemoryCasePlaces(cases), divisions)
        .find(new Question(List.of(), "", WEEK, SIDE, 2))
        .orThrow();
  }

  @Test
  void realRequestsGatherWhereTheFormulaWrittenOutSaysSo() throws IOException {
    List<LngLat> places = places();
    assertThat(places).as("with a place").hasSizeGreaterThan(900);
    Found found = found(places);
    assertThat(found.cases()).isEqualTo(places.size());
    assertThat(found.unplaced()).isZero();
    Map<Cell, Double> z = slowly(places, found.squares());
    Map<Cell, Spot> spots =
        found.spots().stream().collect(Collectors.toMap(Spot::cell, spot -> spot));
    assertThat(spots).isNotEmpty();
    assertThat(spots.keySet()).isEqualTo(hot(z, places));
    spots.forEach((cell, spot) ->
        assertThat(Objects.requireNonNull(spot.score()).z())
            .as("%s", cell)
            .isCloseTo(Objects.requireNonNull(z.get(cell)), within(1e-9)));
    // hotter than a normal square would be in a million cities
    assertThat(Objects.requireNonNull(found.spots().getFirst().score()).z()).isGreaterThan(5);
    assertThat(found.spots()).allMatch(spot -> spot.trend() == Hotspots.Trend.NEW);
  }

  /** What is called hot may be so by chance, one in twenty; so it is looked at twenty times. */
  @Test
  void asManyRequestsThrownAnywhereHardlyEverGather() throws IOException {
    List<LngLat> places = places();
    int chance = 0;
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<LngLat> anywhere =
          places.stream()
              .map(p ->
                  LngLat.of(
                      BOX.west() + random.nextDouble() * (BOX.east() - BOX.west()),
                      BOX.south() + random.nextDouble() * (BOX.north() - BOX.south())))
              .toList();
      chance += found(anywhere).spots().size();
    }
    assertThat(chance / 20.0).as("squares a city").isLessThan(2);
    assertThat(found(places).spots()).as("of the real ones").hasSizeGreaterThan(40);
  }

  /** Formula (14) of Ord and Getis with every weight of every pair of squares. */
  private static Map<Cell, Double> slowly(List<LngLat> places, int squares) {
    SquareGrid grid = SquareGrid.over(BOX, SIDE);
    Map<Cell, Integer> count = counts(places);
    List<Cell> all = new ArrayList<>();
    for (int column = 0; column < grid.columns(); column++) {
      for (int row = 0; row < grid.rows(); row++) {
        LngLat centre = grid.centre(new Cell(column, row));
        if (BOX.contains(centre.lng(), centre.lat()) || count.containsKey(new Cell(column, row))) {
          all.add(new Cell(column, row));
        }
      }
    }
    assertThat(all).hasSize(squares);
    double n = all.size();
    double mean = places.size() / n;
    double s = 0;
    for (Cell cell : all) {
      s += Math.pow(count.getOrDefault(cell, 0) - mean, 2) / n;
    }
    Map<Cell, Double> z = new HashMap<>();
    for (Cell i : all) {
      double sum = 0;
      double weights = 0;
      for (Cell j : all) {
        boolean near = Math.abs(i.column() - j.column()) < 2 && Math.abs(i.row() - j.row()) < 2;
        sum += near ? count.getOrDefault(j, 0) : 0;
        weights += near ? 1 : 0;
      }
      double spread = Math.sqrt(s) * Math.sqrt((n * weights - weights * weights) / (n - 1));
      z.put(i, (sum - mean * weights) / spread);
    }
    return z;
  }

  private static Map<Cell, Integer> counts(List<LngLat> places) {
    SquareGrid grid = SquareGrid.over(BOX, SIDE);
    Map<Cell, Integer> count = new HashMap<>();
    places.forEach(p -> count.merge(grid.cell(p.lng(), p.lat()), 1, Integer::sum));
    return count;
  }

  /**
   * The largest k with p(k) below 0.05 k / m: all up to it are significant (Benjamini, Hochberg
   * 1995). Of those the high ones, with five cases around.
   */
  private static Set<Cell> hot(Map<Cell, Double> z, List<LngLat> places) {
    List<Cell> byP = new ArrayList<>(z.keySet());
    byP.sort(Comparator.comparingDouble(c -> -Math.abs(value(z, c))));
    int last = 0;
    for (int k = 1; k <= byP.size(); k++) {
      if (twoSided(Math.abs(value(z, byP.get(k - 1)))) < 0.05 * k / byP.size()) {
        last = k;
      }
    }
    Map<Cell, Integer> count = counts(places);
    Set<Cell> hot = new HashSet<>();
    for (Cell cell : byP.subList(0, last)) {
      int around = 0;
      for (int column = -1; column <= 1; column++) {
        for (int row = -1; row <= 1; row++) {
          around += count.getOrDefault(new Cell(cell.column() + column, cell.row() + row), 0);
        }
      }
      if (value(z, cell) > 0 && around >= 5) {
        hot.add(cell);
      }
    }
    return hot;
  }

  private static double value(Map<Cell, Double> z, Cell cell) {
    return Objects.requireNonNull(z.get(cell));
  }

  /** Of the normal distribution, by Simpson's rule from {@code z} to where nothing is left. */
  private static double twoSided(double z) {
    int steps = 4_000;
    double width = 12.0 / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = z + i * width;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return 2 * sum * width / 3 / Math.sqrt(2 * Math.PI);
  }
}
