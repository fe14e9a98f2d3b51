package furong.bench;

import com.zaxxer.hikari.HikariDataSource;
import furong.base.DivisionLevel;
import furong.base.Level;
import furong.cases.AlertDesk;
import furong.cases.CaseBook;
import furong.cases.CityCases;
import furong.cases.Deaf;
import furong.cases.PackCaseBook;
import furong.city.CityProfile;
import furong.city.Division;
import furong.detect.AlertChange;
import furong.engine.PostgresProcess;
import furong.observe.MemoryCatalogue;
import furong.pack.PackReader;
import furong.store.Db;
import furong.store.cases.CaseWords;
import furong.store.cases.PgAlerts;
import furong.store.cases.PgCases;
import furong.store.people.PgAudit;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/**
 * A network falls silent and is heard again: how many alerts a second are opened, each with its
 * case, and cleared, in an empty PostgreSQL with every index and trigger of a city - one after the
 * other, and together. A transaction is a poll of the effects. Browsers, board and letters are not
 * part of it.
 */
final class StormBench {

  /** What a poll of the effects brings at most, and so what is one transaction. */
  private static final int POLL = 500;

  /** Cases whose words go into the index at once, as in a city. */
  private static final int WORDS = 200;

  private static final String RULE = "gas.sensor-silent";

  private static final Instant NOW = Instant.parse("2026-04-01T02:00:00Z");

  /**
   * What is written: alerts that were opened with their cases, and how many a second each way.
   *
   * @param wordsPerSecond cases whose words were put into the index of words after that
   * @param clearedOneByOnePerSecond when the network is heard again: each noted in its case
   */
  record Result(
      int alerts,
      double oneByOnePerSecond,
      double togetherPerSecond,
      double wordsPerSecond,
      double clearedOneByOnePerSecond,
      double clearedTogetherPerSecond) {}

  private final Path home;
  private final Path scratch;
  private final PrintStream out;

  StormBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  Result run(int alerts) {
    CityProfile city = CityProfile.load(home.resolve("cities/chengdu"));
    CaseBook book = new PackCaseBook(PackReader.load(home.resolve("packs")).orThrow(), List.of());
    List<String> communities =
        city.divisions().list(DivisionLevel.COMMUNITY).stream().map(Division::code).toList();
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("postgres"));
        HikariDataSource pool = IndicatorBench.pool(postgres)) {
      Flyway.configure().dataSource(pool).outOfOrder(true).load().migrate();
      Db db = new Db(pool);
      AlertDesk desk =
          new AlertDesk(
              new PgAlerts(db),
              new PgCases(db),
              new PgAudit(db),
              book,
              new MemoryCatalogue(), // where a thing lies says the change itself
              city,
              CityCases.PLAIN,
              db,
              () -> NOW,
              new Deaf());
      // both ways once, so that neither pays for the first use of a statement
      List<AlertChange> warm = storm(2 * POLL, -1, communities);
      measure(db, warm, each(desk));
      measure(db, heardAgain(warm), each(desk));
      List<AlertChange> warmer = storm(2 * POLL, 0, communities);
      measure(db, warmer, desk::apply);
      measure(db, heardAgain(warmer), desk::apply);
      List<AlertChange> first = storm(alerts, 1, communities);
      List<AlertChange> second = storm(alerts, 2, communities);
      double each = measure(db, first, each(desk));
      double together = measure(db, second, desk::apply);
      double words = words(new CaseWords(db));
      Result result =
          new Result(
              alerts,
              each,
              together,
              words,
              measure(db, heardAgain(first), each(desk)),
              measure(db, heardAgain(second), desk::apply));
      out.printf(
          Locale.ROOT,
          "%,d alerts with their cases: one by one %.0f/s, together %.0f/s (%.1f times);"
              + " then their words into the index, %.0f/s;"
              + " cleared one by one %.0f/s, together %.0f/s%n",
          alerts,
          each,
          together,
          together / each,
          words,
          result.clearedOneByOnePerSecond(),
          result.clearedTogetherPerSecond());
      return result;
    }
  }

  private static Consumer<List<AlertChange>> each(AlertDesk desk) {
    return changes -> changes.forEach(desk::apply);
  }

  private static double measure(Db db, List<AlertChange> storm, Consumer<List<AlertChange>> apply) {
    long begun = System.nanoTime();
    for (int from = 0; from < storm.size(); from += POLL) {
      List<AlertChange> poll = storm.subList(from, Math.min(storm.size(), from + POLL));
      db.inOne(() -> apply.accept(poll));
    }
    return storm.size() / ((System.nanoTime() - begun) / 1e9);
  }

  /** As a city does it beside the storm, without the rests. */
  private static double words(CaseWords words) {
    long begun = System.nanoTime();
    long all = 0;
    for (int put = words.index(WORDS); put > 0; put = words.index(WORDS)) {
      all += put;
    }
    return all / ((System.nanoTime() - begun) / 1e9);
  }

  /** The end of each of these alerts, half an hour later. */
  private static List<AlertChange> heardAgain(List<AlertChange> storm) {
    return storm.stream()
        .map(c ->
            new AlertChange(
                c.alert(),
                c.rule(),
                c.pack(),
                c.packVersion(),
                AlertChange.Kind.CLEARED,
                c.level(),
                c.thing(),
                c.division(),
                c.atMs() + 1_800_000,
                c.openedMs(),
                c.simulated(),
                c.live(),
                c.inputs(),
                ""))
        .toList();
  }

  /** Sensors of a network of its own, so that no case of another one covers them. */
  private static List<AlertChange> storm(int alerts, int network, List<String> divisions) {
    List<AlertChange> changes = new ArrayList<>(alerts);
    for (int i = 0; i < alerts; i++) {
      long thing = (network + 2L) * 10_000_000 + i;
      long at = NOW.toEpochMilli() + i;
      changes.add(
          new AlertChange(
              AlertChange.alertId(RULE, thing, at),
              RULE,
              "gas",
              "1",
              AlertChange.Kind.OPENED,
              Level.IV,
              thing,
              divisions.get(i % divisions.size()),
              at,
              at,
              true,
              true,
              Map.of("silent_h", 0.5),
              "燃气监测点失联：已有 30 分钟没有数据 · Gas detector silent: nothing heard for 30 min"));
    }
    return changes;
  }
}
