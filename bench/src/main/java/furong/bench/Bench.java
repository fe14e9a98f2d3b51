package furong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code ./furong bench NAME}: measurements and trials at length. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    System.exit(
        switch (name) {
          case "kill9" -> kill9(arguments);
          case "ingest" -> ingest(arguments);
          case "storage" -> storage(arguments);
          case "curve" -> curve(arguments, "curve.json", "1000,10000,100000", "0");
          case "start" -> curve(arguments, "start.json", "100000", "10000000");
          default -> {
            System.err.println("furong: bench knows ingest, kill9, storage, curve and start");
            yield 2;
          }
        });
  }

  private static int kill9(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(option(arguments, "--rounds", "10"));
    long seed = Long.parseLong(option(arguments, "--seed", "20260101"));
    Path scratch = Files.createTempDirectory("furong-kill9-");
    Path home = Path.of(System.getenv().getOrDefault("FURONG_HOME", ".")).toAbsolutePath();
    Kill9.Outcome outcome = new Kill9(home, scratch, System.out).run(rounds, seed);
    System.out.printf(
        Locale.ROOT,
        "%d kills, slowest return %.1f s: %s%n",
        outcome.kills(),
        outcome.slowestReturn().toMillis() / 1000.0,
        outcome.agrees() ? "both cities hold the same" : "THE CITIES DIFFER, see " + scratch);
    return outcome.agrees() ? 0 : 1;
  }

  private static int ingest(String[] arguments) throws Exception {
    IngestBench.Options options =
        new IngestBench.Options(
            Integer.parseInt(option(arguments, "--things", "2000")),
            Integer.parseInt(option(arguments, "--seconds", "20")),
            Integer.parseInt(option(arguments, "--batch", "1000")),
            Integer.parseInt(option(arguments, "--connections", "4")),
            Integer.parseInt(option(arguments, "--rate", "5000")),
            Double.parseDouble(option(arguments, "--ruled", "0.1")));
    Path scratch = Files.createTempDirectory("furong-ingest-");
    Path home = Path.of(System.getenv().getOrDefault("FURONG_HOME", ".")).toAbsolutePath();
    Path out = Path.of(option(arguments, "--out", home.resolve("bench/results").toString()));
    new IngestBench(home, scratch, out, System.out).run(options);
    return 0;
  }

  private static int storage(String[] arguments) throws Exception {
    Path home = home();
    Path data = Path.of(option(arguments, "--data", home.resolve("../shared/data").toString()));
    List<StorageBench.Result> results =
        new StorageBench(Files.createTempDirectory("furong-storage-"), System.out)
            .run(data.resolve("air/uci_prsa_beijing"), data.resolve("iot/melbourne_pedestrian"));
    if (results.isEmpty()) {
      System.err.println("furong: no data below " + data);
      return 2;
    }
    System.out.println("written to " + JsonFile.write(results(arguments), "storage.json", results));
    return 0;
  }

  private static int curve(String[] arguments, String file, String sizes, String observations)
      throws Exception {
    CurveBench.Options options =
        new CurveBench.Options(
            CurveBench.sizes(option(arguments, "--datastreams", sizes)),
            Integer.parseInt(option(arguments, "--seconds", "10")),
            Long.parseLong(option(arguments, "--observations", observations)));
    CurveBench.Result result =
        new CurveBench(home(), Files.createTempDirectory("furong-curve-"), System.out).run(options);
    System.out.println("written to " + JsonFile.write(results(arguments), file, result));
    return 0;
  }

  private static Path home() {
    return Path.of(System.getenv().getOrDefault("FURONG_HOME", ".")).toAbsolutePath();
  }

  private static Path results(String[] arguments) {
    return Path.of(option(arguments, "--out", home().resolve("bench/results").toString()));
  }

  private static String option(String[] arguments, String name, String otherwise) {
    for (int i = 1; i < arguments.length; i++) {
      if (arguments[i].startsWith(name + "=")) {
        return arguments[i].substring(name.length() + 1);
      }
      if (arguments[i].equals(name) && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return otherwise;
  }
}
