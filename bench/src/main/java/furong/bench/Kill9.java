package furong.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Kills a city with everything that belongs to it, again and again at random moments while it is
 * being fed, lets it start again, and compares what it then holds with a city that was left in
 * peace.
 *
 * <p>Every round replays one file of 60 days that takes {@value #ROUND_SECONDS} s; the kill comes
 * at a random moment of that, in one round of four a second time while the city starts again. The
 * replay insists through the gap with the same idempotency keys, as any well-made device would.
 */
public final class Kill9 {

  /** Long enough for several batches, checkpoints and segments before and after the kill. */
  static final int ROUND_SECONDS = 6;

  private static final int DAYS_PER_ROUND = 60;

  /** A start takes some 10 s; a second kill comes within the first of them. */
  private static final int START_SECONDS = 8;

  private static final double SECOND_KILL = 0.25;

  /** What both cities held, and how the killed one came back. */
  public record Outcome(Tally undisturbed, Tally killed, int kills, Duration slowestReturn) {
    public boolean agrees() {
      return undisturbed.equals(killed);
    }
  }

  private final Path home;
  private final Path scratch;
  private final PrintStream out;

  /**
   * @param home the repository with packs and built cities
   * @param scratch an empty folder for two cities
   */
  public Kill9(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  /** Runs both cities, one after the other. */
  public Outcome run(int rounds, long seed)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    List<SyntheticAir.Part> parts =
        SyntheticAir.write(scratch.resolve("air"), rounds, DAYS_PER_ROUND, seed);
    out.printf("%,d readings in %d files%n", readings(parts), parts.size());
    Tally undisturbed = undisturbed(parts);
    out.println("undisturbed: " + undisturbed.line());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Path data = scratch.resolve("killed");
    int kills = 0;
    Duration slowest = Duration.ZERO;
    try (CityProcess city = CityProcess.start(home, data)) {
      city.awaitReady();
      for (SyntheticAir.Part part : parts) {
        CompletableFuture<Void> replay = replay(city, part, ROUND_SECONDS);
        double moment = random.nextDouble() * ROUND_SECONDS;
        Thread.sleep((long) (moment * 1000));
        city.killTree();
        kills++;
        if (random.nextDouble() < SECOND_KILL) {
          city.restart();
          Thread.sleep((long) (random.nextDouble() * START_SECONDS * 1000));
          city.killTree();
          kills++;
        }
        city.restart();
        Duration back = city.awaitReady();
        slowest = back.compareTo(slowest) > 0 ? back : slowest;
        replay.get();
        out.printf(
            Locale.ROOT,
            "%s: killed after %.1f s, back in %.1f s%n",
            part.file().getFileName(),
            moment,
            back.toMillis() / 1000.0);
      }
      Tally killed = Feed.settle(city);
      out.println("killed:      " + killed.line());
      return new Outcome(undisturbed, killed, kills, slowest);
    }
  }

  private static long readings(List<SyntheticAir.Part> parts) {
    return parts.stream().mapToLong(SyntheticAir.Part::readings).sum();
  }

  private Tally undisturbed(List<SyntheticAir.Part> parts)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    try (CityProcess city = CityProcess.start(home, scratch.resolve("undisturbed"))) {
      city.awaitReady();
      for (SyntheticAir.Part part : parts) {
        replay(city, part, 1).get();
      }
      return Feed.settle(city);
    }
  }

  private CompletableFuture<Void> replay(CityProcess city, SyntheticAir.Part part, int seconds) {
    double speed = part.days() * 86_400.0 / seconds;
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Feed.toTheEnd(home, city, part.file(), speed);
            done.complete(null);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }
}
