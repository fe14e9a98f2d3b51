package furong.app.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Sends a file of new datastreams whole and watches the server work through it. The server keeps
 * the file and how far it is: when it is killed and started again meanwhile, this waits and goes on
 * watching; when this is killed, the server goes on.
 */
public final class StreamImport {

  /** What came of it; {@code problem} is empty when all rows are through. */
  public record Outcome(
      long id, long things, long datastreams, long known, long refused, String problem) {}

  private static final String DOOR = "/api/ingest/datastreams";

  private static final long POLL_MS = 1_000;

  /** Ten minutes without an answer: the server does not come back by itself. */
  private static final int PATIENCE = 600;

  /** Refused lines that are told here; all of them are at the door. */
  private static final int TOLD = 20;

  private final Door door;
  private final PrintStream err;

  public StreamImport(Door door, PrintStream err) {
    this.door = door;
    this.err = err;
  }

  /**
   * @throws IOException when the file cannot be read or the server stays away
   */
  public Outcome run(Path file) throws IOException {
    long id = door.file(DOOR, file).path("id").asLong();
    err.println("registration " + id);
    int silent = 0;
    long told = -1;
    while (true) {
      try {
        JsonNode now = door.get(DOOR + "/" + id);
        silent = 0;
        long percent =
            now.path("doneBytes").asLong() * 100 / Math.max(1, now.path("bytes").asLong());
        if (percent != told) {
          told = percent;
          err.println(percent + "% " + now.path("rows").asLong());
        }
        if (!now.path("ended").isNull()) {
          return outcome(now);
        }
      } catch (Door.DoorException e) {
        if (!e.passing() || ++silent > PATIENCE) {
          throw e;
        }
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Door.DoorException(0, "interrupted; the server goes on");
    }
  }

  private Outcome outcome(JsonNode r) throws IOException {
    long id = r.path("id").asLong();
    if (r.path("refused").asLong() > 0) {
      for (JsonNode f : door.get(DOOR + "/" + id + "/faults?size=" + TOLD).path("items")) {
        err.println(
            "line "
                + f.path("line").asLong()
                + ": "
                + f.path("message").asString("")
                + " ["
                + f.path("code").asString("")
                + "]");
      }
    }
    return new Outcome(
        id,
        r.path("things").asLong(),
        r.path("datastreams").asLong(),
        r.path("known").asLong(),
        r.path("refused").asLong(),
        r.path("problem").asString(""));
  }
}
