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

/** Feeds a city with files in the shape of the UCI file of Chengdu, and waits until it rests. */
final class Feed {

  /** A city that has not come back by then does not come back. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final PrintStream SILENT = new PrintStream(PrintStream.nullOutputStream());

  private Feed() {}

  /**
   * Replays a file, and begins again, as a person would, when the city went away while the stations
   * were looked up.
   *
   * @param speed times as fast as the data's own time; 0 is as fast as it goes
   */
  static void toTheEnd(Path home, CityProcess city, Path file, double speed) throws IOException {
    var mappings =
        MappingFiles.file(
            home.resolve("packs/air/mappings/uci-five-cities-chengdu.yaml"), new Faults());
    Path progress = city.data().resolve("replay/" + file.getFileName());
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Replay.Outcome outcome =
            new Replay(new Door(city.url(), null), InstantSource.system(), SILENT)
                .run(new Replay.Plan(List.of(file), mappings, speed, progress));
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
  static Tally settle(CityProcess city) throws IOException, InterruptedException, SQLException {
    new Settling(new Door(city.url(), null), InstantSource.system(), SILENT).await();
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
