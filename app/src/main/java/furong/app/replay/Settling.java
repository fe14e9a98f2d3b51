package furong.app.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** Waits until a server has worked off what it was sent: history written, figures computed. */
public final class Settling {

  /** Six years of a city's hourly air settle in about a minute; ten times that is a fault. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Door door;
  private final InstantSource clock;
  private final PrintStream err;

  public Settling(Door door, InstantSource clock, PrintStream err) {
    this.door = door;
    this.clock = clock;
    this.err = err;
  }

  /**
   * @throws IOException when the server is away or does not settle in ten minutes
   */
  public void await() throws IOException {
    long deadline = clock.millis() + PATIENCE.toMillis();
    int said = -1;
    while (true) {
      JsonNode work = door.get("/api/ingest/work");
      int waiting = work.path("waitingDays").asInt();
      boolean written = work.path("historyWritten").asBoolean(false);
      if (waiting == 0 && written) {
        return;
      }
      if (waiting != said) {
        err.println(
            "Waiting: "
                + waiting
                + " days to compute"
                + (written ? "." : ", history being written."));
        said = waiting;
      }
      if (clock.millis() > deadline) {
        throw new Door.DoorException(
            0, "the server did not settle within " + PATIENCE.toMinutes() + " minutes");
      }
      Pace.sleep(1_000);
    }
  }
}
