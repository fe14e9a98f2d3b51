package furong.bench;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import furong.city.CityProfile;
import furong.city.Division;
import furong.engine.PostgresProcess;
import furong.notify.CalmBoard;
import furong.notify.CityCalm;
import furong.notify.InhibitRule;
import furong.notify.Matcher;
import furong.notify.Silence;
import furong.store.Db;
import furong.store.cases.PgAlerts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.flywaydb.core.Flyway;

/**
 * Measures the list of alerts under a flood: open alerts in PostgreSQL and on the board, inhibition
 * rules, silences. A page is what {@code GET /api/alerts?state=open} does below HTTP: fifty rows
 * and their count out of the database, and for each row what mutes it.
 *
 * <p>Alerts are spread over the streets of the city, forty rules of eight packs and four levels, by
 * a seed. Each inhibition rule holds one rule's worse alerts against another's milder ones in the
 * same street. After that the same over HTTP, with Alertmanager beside it ({@link AlertRace}). The
 * alerts are history to the city: nobody is told of them.
 */
final class AlertBench {

  /**
   * @param rounds how many pages are asked
   */
  record Options(int alerts, int rules, int silences, int rounds, long seed) {}

  /** Before these the JVM has not compiled what is measured. */
  private static final int WARM_UP = 200;

  private static final int PAGE = 50;
  private static final int KINDS = 40;

  private final Path home;
  private final Path scratch;
  private final PrintStream out;

  AlertBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  void run(Options o) throws IOException, InterruptedException {
    CityProfile city = CityProfile.load(home.resolve("cities/chengdu"));
    CalmBoard board = new CalmBoard(rules(o), city.zone());
    Instant now = Instant.parse("2026-03-02T02:00:00Z");
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("postgres"))) {
      Flyway.configure()
          .dataSource(postgres.dataSource())
          .locations("classpath:db/migration")
          .outOfOrder(true)
          .load()
          .migrate();
      Db db = new Db(postgres.dataSource());
      AlertStore store = new PgAlerts(db);
      List<Alert> alerts = alerts(o, city, now);
      db.inOne(() -> alerts.forEach(store::save));
      db.update("analyze alert");
      long begin = System.nanoTime();
      board.load(alerts);
      out.printf(
          Locale.ROOT,
          "%,d open alerts, %d inhibition rules, %d silences; board made in %.0f ms%n",
          board.size(),
          o.rules(),
          o.silences(),
          (System.nanoTime() - begin) / 1e6);
      board.silences(silences(o, now));
      out.printf(
          Locale.ROOT, "%,d of them are muted%n", board.list(List.of(), true, null, now).size());
      String city0 = city.divisions().root().code();
      measure(
          "list, a page of 50 with its mutes",
          o,
          i -> {
            Query query =
                new Query(
                    List.of(city0),
                    true,
                    Set.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    i % 20 * PAGE,
                    PAGE);
            store.list(query).forEach(a -> board.mute(a, now));
            store.count(query);
          });
      measure(
          "board, all that are not muted", o, i -> board.list(List.of(city0), false, null, now));
      measure("groups of the whole city", o, i -> board.groups(List.of(city0), now));
      measure(
          "one alert changes, then the groups",
          o,
          i -> {
            Alert a = alerts.get(i % alerts.size());
            board.changed(a.acknowledged("op", now));
            board.groups(List.of(city0), now);
          });
      out.println("Over HTTP, in a whole city and in Alertmanager:");
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("options", o);
      result.put("mutedInBoard", board.list(List.of(), true, null, now).size());
      result.putAll(
          new AlertRace(home, scratch, out)
              .run(o, postgres, alerts, rules(o).inhibit(), silences(o, now)));
      out.println(JsonFile.write(home.resolve("bench/results"), "alerts.json", result));
    }
  }

  private void measure(String name, Options o, java.util.function.IntConsumer work) {
    long[] nanos = new long[o.rounds()];
    for (int i = 0; i < WARM_UP; i++) {
      work.accept(i);
    }
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      work.accept(i);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "%-36s p50 %7.2f ms   p99 %7.2f ms   worst %7.2f ms%n",
        name,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }

  private static CityCalm rules(Options o) {
    List<InhibitRule> inhibit = new ArrayList<>();
    for (int i = 0; i < o.rules(); i++) {
      String source = rule(i % KINDS);
      String target = rule((i * 7 + 1) % KINDS);
      inhibit.add(
          new InhibitRule(
              "r" + i,
              Text.of(source + " 说明 " + target, source + " explains " + target),
              Matcher.parseAll(List.of("rule=" + source, "level=1")).orThrow(),
              Matcher.parseAll(List.of("rule=" + target, "level=2|3|4")).orThrow(),
              List.of("street")));
    }
    CityCalm plain = CityCalm.PLAIN;
    return new CityCalm(
        plain.group(),
        plain.groupWait(),
        plain.groupInterval(),
        inhibit,
        plain.quietBreakers(),
        plain.plans(),
        plain.warnings());
  }

  private static String rule(int kind) {
    return "pack" + kind % 8 + ".rule" + kind;
  }

  private static List<Alert> alerts(Options o, CityProfile city, Instant now) {
    Random random = new Random(o.seed());
    List<Division> streets = city.divisions().list(DivisionLevel.STREET);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < o.alerts(); i++) {
      int kind = random.nextInt(KINDS);
      Instant opened = now.minus(Duration.ofSeconds(random.nextInt(86_400)));
      alerts.add(
          new Alert(
              "bench-" + i,
              rule(kind),
              "pack" + kind % 8,
              "1.0",
              Level.values()[random.nextInt(4)],
              opened,
              opened,
              null,
              i,
              streets.get(random.nextInt(streets.size())).code(),
              Map.of("value", random.nextDouble()),
              "because",
              true,
              false,
              null,
              null,
              null,
              null));
    }
    return alerts;
  }

  private static List<Silence> silences(Options o, Instant now) {
    List<Silence> silences = new ArrayList<>();
    for (int i = 0; i < o.silences(); i++) {
      silences.add(
          new Silence(
              i + 1,
              Matcher.parseAll(List.of("rule=" + rule(i % KINDS), "thing=" + i)).orThrow(),
              now.minusSeconds(60),
              now.plusSeconds(3_600),
              null,
              "bench",
              "op",
              now,
              null));
    }
    return silences;
  }
}
