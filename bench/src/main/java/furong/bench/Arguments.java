package furong.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What was typed behind {@code ./furong bench}: {@code --name value} or {@code --name=value}.
 *
 * @param words the name of the trial first
 */
record Arguments(String[] words) {

  String text(String name, String otherwise) {
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith(name + "=")) {
        return words[i].substring(name.length() + 1);
      }
      if (words[i].equals(name) && i + 1 < words.length) {
        return words[i + 1];
      }
    }
    return otherwise;
  }

  int whole(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  /** Several, as they are told: {@code 1000,10000}. */
  List<Integer> wholes(String name, String otherwise) {
    return Arrays.stream(text(name, otherwise).split(","))
        .map(String::strip)
        .map(Integer::valueOf)
        .toList();
  }

  long large(String name, long otherwise) {
    return Long.parseLong(text(name, Long.toString(otherwise)));
  }

  double real(String name, double otherwise) {
    return Double.parseDouble(text(name, Double.toString(otherwise)));
  }

  /** The repository with packs and built cities. */
  Path home() {
    return Path.of(System.getenv().getOrDefault("FURONG_HOME", ".")).toAbsolutePath();
  }

  /** Where results are kept. */
  Path out() {
    return Path.of(text("--out", home().resolve("bench/results").toString()));
  }
}
