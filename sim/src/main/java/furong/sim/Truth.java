package furong.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file that tells what was planted: one line per event, written before it begins, never
 * changed. Its first line keeps when this world was first started, which a restart goes by.
 */
final class Truth {

  private static final String BORN = "# born,";
  private static final String HEADER = "id,what,shape,property,devices,start,end,size,rules,note";

  private final Path file;
  private final long bornMs;
  private final Set<String> told;

  private Truth(Path file, long bornMs, Set<String> told) {
    this.file = file;
    this.bornMs = bornMs;
    this.told = told;
  }

  /** Goes on with the file, or begins one for a world that starts now. */
  static Truth open(Path file, long seed, long nowMs) throws IOException {
    String born = BORN + seed + ",";
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && lines.getFirst().startsWith(born)) {
        Set<String> told = new HashSet<>();
        for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
          told.add(line.substring(0, Math.max(0, line.indexOf(','))));
        }
        long then = Instant.parse(lines.getFirst().substring(born.length())).toEpochMilli();
        return new Truth(file, then, told);
      }
    }
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(file, born + Instant.ofEpochMilli(nowMs) + "\n" + HEADER + "\n");
    return new Truth(file, nowMs, new HashSet<>());
  }

  /** Unix ms. */
  long bornMs() {
    return bornMs;
  }

  /** Adds what the file does not tell yet. */
  void tell(List<Event> events) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Event event : events) {
      if (told.add(event.id())) {
        lines.add(line(event));
      }
    }
    if (!lines.isEmpty()) {
      Files.write(file, lines, StandardOpenOption.APPEND);
    }
  }

  private static String line(Event event) {
    return String.join(
        ",",
        event.id(),
        event.what().name().toLowerCase(Locale.ROOT),
        event.shape().name().toLowerCase(Locale.ROOT),
        event.stream() == null ? "*" : event.stream().property(),
        String.join(" ", new TreeSet<>(event.devices())),
        Instant.ofEpochMilli(event.startMs()).toString(),
        Instant.ofEpochMilli(event.endMs()).toString(),
        Double.toString(event.size()),
        String.join(" ", event.rules()),
        '"' + event.note() + '"');
  }
}
