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
 * A network falls silent: how many alerts a second are opened, each with its case, in an empty
 * PostgreSQL with every index and trigger of a city - one after the other, and together. A
 * transaction is a poll of the effects. Browsers, board and letters are not part of it.
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
   */
  record Result(
      int alerts, double oneByOnePerSecond, double togetherPerSecond, double wordsPerSecond) {}

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
      measure(db, storm(2 * POLL, -1, communities), each(desk));
      measure(db, storm(2 * POLL, 0, communities), desk::apply);
      double each = measure(db, storm(alerts, 1, communities), each(desk));
      double together = measure(db, storm(alerts, 2, communities), desk::apply);
      double words = words(new CaseWords(db));
      Result result = new Result(alerts, each, together, words);
      out.printf(
          Locale.ROOT,
          "%,d alerts with their cases: one by one %.0f/s, together %.0f/s (%.1f times);"
              + " then their words into the index, %.0f/s%n",
          alerts,
          each,
          together,
          together / each,
          words);
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
