package furong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code ./furong bench NAME}: measurements and trials at length. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    System.exit(
        switch (name) {
          case "kill9" -> kill9(arguments);
          default -> {
            System.err.println("furong: bench knows ingest and kill9");
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
