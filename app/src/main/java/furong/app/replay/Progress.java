package furong.app.replay;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * How far a replay got, on disk: what is sent for sure and the one batch that may be. A replay that
 * was cut off sends that batch again, exactly as it was and with the same key, so the server takes
 * it once.
 *
 * @param run what is replayed to which datastreams; a file of another run is not taken up
 * @param sent samples answered for, counted from the start
 * @param pending samples of the batch on its way; 0 when none is
 */
record Progress(String run, long sent, int pending) {

  /** The progress on file, or the start when there is none for this run. */
  static Progress load(Path file, String run) throws IOException {
    if (Files.exists(file)) {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      if (run.equals(properties.getProperty("run"))) {
        return new Progress(
            run,
            Long.parseLong(properties.getProperty("sent", "0")),
            Integer.parseInt(properties.getProperty("pending", "0")));
      }
    }
    return new Progress(run, 0, 0);
  }

  Progress sending(int samples) {
    return new Progress(run, sent, samples);
  }

  Progress answered() {
    return new Progress(run, sent + pending, 0);
  }

  /** Written beside and moved over, so that a cut-off leaves the old or the new one whole. */
  void save(Path file) {
    Properties properties = new Properties();
    properties.setProperty("run", run);
    properties.setProperty("sent", Long.toString(sent));
    properties.setProperty("pending", Integer.toString(pending));
    try {
      StringWriter text = new StringWriter();
      properties.store(text, "how far a replay got; delete this file to send everything again");
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(beside, text.toString());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
