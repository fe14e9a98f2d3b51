package furong.bench;

import furong.city.CityProfile;
import furong.pack.PackFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.util.FileSystemUtils;

/** {@code ./furong bench NAME}: measurements and trials at length. */
public final class Bench {

  /** A measurement or a trial; answers the exit code. */
  private interface Trial {
    int run(Arguments arguments) throws Exception;
  }

  private static final Map<String, Trial> TRIALS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("alerts", Bench::alerts),
              Map.entry("kill9", Bench::kill9),
              Map.entry("ingest", Bench::ingest),
              Map.entry("cases", Bench::cases),
              Map.entry("storage", Bench::storage),
              Map.entry("curve", a -> curve(a, "curve.json", "1000,10000,100000", 0)),
              Map.entry("start", a -> curve(a, "start.json", "100000", 10_000_000)),
              Map.entry("detect", Bench::detect),
              Map.entry("rules", Bench::rules),
              Map.entry("indicators", Bench::indicators),
              Map.entry("state", Bench::state),
              Map.entry("storm", Bench::storm),
              Map.entry("requests", Bench::requests),
              Map.entry("triggers", Bench::triggers),
              Map.entry("words", Bench::words)));

  private Bench() {}

  static Set<String> names() {
    return TRIALS.keySet();
  }

  public static void main(String[] words) throws Exception {
    Trial trial = words.length == 0 ? null : TRIALS.get(words[0]);
    if (trial == null) {
      System.err.println("furong: bench knows " + String.join(", ", TRIALS.keySet()));
      System.exit(2);
      return;
    }
    System.exit(trial.run(new Arguments(words)));
  }

  private static int alerts(Arguments a) throws Exception {
    AlertBench.Options options =
        new AlertBench.Options(
            a.whole("--alerts", 13_000),
            a.whole("--rules", 86),
            a.whole("--silences", 50),
            a.whole("--rounds", 1_000),
            a.large("--seed", 20260101));
    new AlertBench(a.home(), Files.createTempDirectory("furong-alerts-"), System.out).run(options);
    return 0;
  }

  private static int kill9(Arguments a) throws Exception {
    Path scratch = Files.createTempDirectory("furong-kill9-");
    Kill9.Outcome outcome =
        new Kill9(a.home(), scratch, System.out)
            .run(a.whole("--rounds", 10), a.large("--seed", 20260101));
    System.out.printf(
        Locale.ROOT,
        "%d kills, slowest return %.1f s: %s%n",
        outcome.kills(),
        outcome.slowestReturn().toMillis() / 1000.0,
        outcome.agrees() ? "both cities hold the same" : "THE CITIES DIFFER, see " + scratch);
    return outcome.agrees() ? 0 : 1;
  }

  private static int triggers(Arguments a) throws Exception {
    Path scratch = Files.createTempDirectory("furong-triggers-");
    TriggerBench.Result result =
        new TriggerBench(a.home(), scratch, System.out)
            .run(
                a.whole("--rounds", 20), a.whole("--triggers", 1_000), a.large("--seed", 20260101));
    System.out.println(TriggerBench.line(result));
    written(a, "triggers.json", result);
    return result.oneEach() ? 0 : 1;
  }

  private static int ingest(Arguments a) throws Exception {
    IngestBench.Options options =
        new IngestBench.Options(
            a.whole("--things", 2000),
            a.whole("--seconds", 20),
            a.whole("--batch", 1000),
            a.whole("--connections", 4),
            a.whole("--rate", 5000),
            a.real("--ruled", 0.1));
    Path scratch = Files.createTempDirectory("furong-ingest-");
    new IngestBench(a.home(), scratch, a.out(), System.out).run(options);
    return 0;
  }

  private static int cases(Arguments a) throws Exception {
    CaseBench.Options options =
        new CaseBench.Options(
            a.whole("--cases", 100_000),
            a.whole("--users", 50),
            a.whole("--warm-up", CaseBench.WARM_UP_SECONDS),
            a.whole("--seconds", 60),
            a.whole("--spike", 0));
    CaseBench.Result result =
        new CaseBench(a.home(), Files.createTempDirectory("furong-cases-"), System.out)
            .run(options);
    written(a, "cases-" + options.cases() + ".json", result);
    CaseSpike.Outcome spike = result.spike();
    boolean kept = spike == null || spike.errors() + spike.lost() == 0;
    return kept && result.errors() + result.notFound() == 0 ? 0 : 1;
  }

  private static int storage(Arguments a) throws Exception {
    Path data = Path.of(a.text("--data", a.home().resolve("../shared/data").toString()));
    List<StorageBench.Result> results =
        new StorageBench(Files.createTempDirectory("furong-storage-"), System.out)
            .run(data.resolve("air/uci_prsa_beijing"), data.resolve("iot/melbourne_pedestrian"));
    if (results.isEmpty()) {
      System.err.println("furong: no data below " + data);
      return 2;
    }
    return written(a, "storage.json", results);
  }

  private static int curve(Arguments a, String file, String sizes, long observations)
      throws Exception {
    CurveBench.Options options =
        new CurveBench.Options(
            a.wholes("--datastreams", sizes),
            a.whole("--seconds", 10),
            a.large("--observations", observations),
            a.whole("--sustain", 0),
            a.real("--minutes", 10),
            a.text("--data", ""));
    Path scratch = Files.createTempDirectory("furong-curve-");
    try {
      return written(a, file, new CurveBench(a.home(), scratch, System.out).run(options));
    } finally {
      FileSystemUtils.deleteRecursively(scratch); // gigabytes
    }
  }

  private static int detect(Arguments a) throws Exception {
    DetectBench.Options options =
        new DetectBench.Options(
            a.large("--seed", 20260401),
            a.whole("--days", 30),
            a.whole("--incidents", 500),
            a.whole("--devices", 500),
            a.text("--city-values", "no").equals("yes"));
    CityProfile city = CityProfile.load(a.home().resolve("cities/chengdu"));
    DetectBench bench = new DetectBench(a.home().resolve("packs"), city, options.cityValues());
    DetectBench.Result result = bench.run(options);
    new DetectPage(System.out).print(result);
    String file =
        (options.cityValues() ? "detect-city-values-" : "detect-") + options.seed() + ".json";
    System.out.println("written to " + JsonFile.write(a.out(), file, result));
    return result.good() ? 0 : 1;
  }

  private static int rules(Arguments a) throws Exception {
    List<AcrossBench.Row> across =
        new AcrossBench(System.out)
            .run(a.wholes("--things", "1000,10000,100000"), a.wholes("--across", "1,10"));
    written(a, "rules-across.json", across);
    List<Integer> rules = a.wholes("--rules", "10,100,1000,10000");
    RulesBench.Options options = new RulesBench.Options(a.whole("--datastreams", 1_000_000), rules);
    return written(a, "rules.json", new RulesBench(System.out).run(options));
  }

  private static int state(Arguments a) throws Exception {
    CityProfile city = CityProfile.load(a.home().resolve("cities/chengdu"));
    StateBench bench =
        new StateBench(PackFiles.read(a.home().resolve("packs")), city.calendar(), System.out);
    StateBench.Result result =
        bench.run(
            new StateBench.Options(a.whole("--datastreams", 1_000_000), a.whole("--ruled", 1)));
    System.out.println(result);
    return written(a, "state.json", result);
  }

  private static int storm(Arguments a) throws Exception {
    Path scratch = Files.createTempDirectory("furong-storm-");
    try {
      StormBench bench = new StormBench(a.home(), scratch, System.out);
      return written(a, "storm.json", bench.run(a.whole("--alerts", 20_000)));
    } finally {
      FileSystemUtils.deleteRecursively(scratch);
    }
  }

  private static int indicators(Arguments a) throws Exception {
    IndicatorBench.Options options =
        new IndicatorBench.Options(
            a.whole("--indicators", 500),
            a.whole("--divisions", 3_352),
            a.whole("--months", 36),
            a.whole("--computed", 2),
            a.large("--observations", 100_000_000),
            a.whole("--cases", 1_000_000),
            a.large("--seed", 20260101));
    Path scratch = Files.createTempDirectory("furong-indicators-");
    IndicatorBench.Result result;
    try {
      result = new IndicatorBench(a.home(), scratch, System.out, options).run();
    } finally {
      FileSystemUtils.deleteRecursively(scratch); // some gigabytes
    }
    written(a, "indicators.json", result);
    return result.against().agrees() ? 0 : 1;
  }

  private static int requests(Arguments a) throws Exception {
    Path tables = Path.of(a.words().length < 2 ? "" : a.words()[1]);
    if (a.words().length < 2 || !Files.isDirectory(tables)) {
      System.err.println("furong: bench requests needs the folder of the tables");
      return 2;
    }
    RequestsBench.Result result =
        new RequestsBench(a.home(), Files.createTempDirectory("furong-requests-"), System.out)
            .run(tables);
    written(a, "requests.json", result);
    return result.allOnce() ? 0 : 1;
  }

  private static int words(Arguments a) throws Exception {
    Path data = Path.of(a.text("--data", a.home().resolve("../shared/data").toString()));
    Path file = data.resolve("requests/nyc311_sample/fhrw-4uyv.json.gz");
    if (!Files.isRegularFile(file)) {
      System.err.println("furong: no recorded requests at " + file);
      return 2;
    }
    Optional<WordsBench.Result> result = new WordsBench(System.out).run(file);
    return result.isEmpty() ? 1 : written(a, "words.json", result.get());
  }

  private static int written(Arguments a, String file, Object results) throws Exception {
    System.out.println("written to " + JsonFile.write(a.out(), file, results));
    return 0;
  }
}
