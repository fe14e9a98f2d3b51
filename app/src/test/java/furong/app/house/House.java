package furong.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the project lies and what stands in it; shared by the tests of this package. */
public final class House {

  /** The staircase of ARCHITECTURE.md: floor of each module. A module imports only lower floors. */
  static final Map<String, Integer> FLOORS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("base", 1),
              Map.entry("geo", 2),
              Map.entry("pack", 3),
              Map.entry("city", 4),
              Map.entry("people", 4),
              Map.entry("observe", 4),
              Map.entry("detect", 5),
              Map.entry("cases", 6),
              Map.entry("evaluation", 7),
              Map.entry("release", 7),
              Map.entry("indicators", 8),
              Map.entry("plan", 9),
              Map.entry("reported", 9),
              Map.entry("notify", 8),
              Map.entry("learn", 10),
              Map.entry("store", 10),
              Map.entry("flow", 10),
              Map.entry("engine", 10),
              Map.entry("sim", 10),
              Map.entry("history", 11),
              Map.entry("paper", 11),
              Map.entry("serve", 12),
              Map.entry("sense", 13),
              Map.entry("steer", 13),
              Map.entry("warn", 13),
              Map.entry("work", 13),
              Map.entry("app", 14)));

  /** Floors 1 to 9 know no framework. */
  static final int LAST_STAGE_FLOOR = 9;

  private House() {}

  /** The repository's root: the folder that holds the launcher's pom with the modules. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("base/src/main/java"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the project: " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  /** Every Java file of ours, tests included, generated ones not. */
  static List<Path> javaFiles() {
    return Stream.concat(FLOORS.keySet().stream(), Stream.of("bench", "e2e"))
        .flatMap(module -> walk(root().resolve(module).resolve("src"), ".java"))
        .sorted()
        .toList();
  }

  /** Main Java files of a module, package and module descriptions not counted. */
  static List<Path> mainFiles(String module) {
    return walk(root().resolve(module).resolve("src/main/java"), ".java")
        .filter(file -> !file.getFileName().toString().equals("package-info.java"))
        .toList();
  }

  static Stream<Path> walk(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ending))
          .filter(
              f -> !f.toString().contains("/node_modules/") && !f.toString().contains("/target/"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return root().relativize(file).toString();
  }
}
