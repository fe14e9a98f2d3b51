package furong.bench;

import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import furong.app.replay.MappingFiles;
import furong.app.replay.Replay;
import furong.app.replay.Settling;
import furong.pack.Faults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
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

  /** A city that has not come back by then does not come back. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

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
      Tally killed = settle(city);
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
      return settle(city);
    }
  }

  private CompletableFuture<Void> replay(CityProcess city, SyntheticAir.Part part, int seconds) {
    double speed = part.days() * 86_400.0 / seconds;
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            replayToTheEnd(city, part, speed);
            done.complete(null);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** Begins again, as a person would, when the city went away while the stations were looked up. */
  private void replayToTheEnd(CityProcess city, SyntheticAir.Part part, double speed)
      throws IOException {
    var mappings =
        MappingFiles.file(
            home.resolve("packs/air/mappings/uci-five-cities-chengdu.yaml"), new Faults());
    Path progress = city.data().resolve("replay/" + part.file().getFileName());
    PrintStream silent = new PrintStream(PrintStream.nullOutputStream());
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Replay.Outcome outcome =
            new Replay(new Door(city.url(), null), InstantSource.system(), silent)
                .run(new Replay.Plan(List.of(part.file()), mappings, speed, progress));
        if (!outcome.clean()) {
          throw new IllegalStateException("the replay was not clean: " + outcome);
        }
        return;
      } catch (DoorException away) {
        boolean passing = away.status() == 0 || away.status() >= 500;
        if (!passing || System.nanoTime() > giveUp) {
          throw away;
        }
      }
    }
  }

  /**
   * Waits until history, indicators and effects have caught up: until two counts 3 s apart agree.
   */
  private Tally settle(CityProcess city) throws IOException, InterruptedException, SQLException {
    new Settling(
            new Door(city.url(), null),
            InstantSource.system(),
            new PrintStream(PrintStream.nullOutputStream()))
        .await();
    Tally before = Tally.of(city);
    for (int i = 0; i < 20; i++) {
      Thread.sleep(3_000);
      Tally now = Tally.of(city);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new IllegalStateException("the city does not come to rest: " + before.line());
  }
}
