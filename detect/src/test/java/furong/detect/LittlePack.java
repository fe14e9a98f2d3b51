package furong.detect;

import furong.base.Notice;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pack of one rule over a pond's level (m), its inflow (m3/s) and a count of calls, with the
 * parameters that a test names: {@code "high 2 m"}.
 */
final class LittlePack {

  private final Map<String, String> files = new TreeMap<>();
  private final StringBuilder params = new StringBuilder();
  private String extra = "";

  LittlePack() {
    put("pack.yaml", "id: pond\ntitle: 水塘\nsummary: 水塘\nversion: '1'\nstatus: draft\n");
    property("level", "m", "3h", "range: {low: -10, high: 10, reason: 塘深}\n");
    property("inflow", "m3/s", "3h", "");
    property("calls", "'{call}'", "2d", "");
  }

  private void property(String name, String unit, String silence, String more) {
    put(
        "properties/" + name + ".yaml",
        "name: %s\ntitle: %s\nunit: %s\nsymbol: u\ndecimals: 2\n%sexpected_silence: %s\nsource: 测量\n"
            .formatted(name, name, unit, more, silence));
  }

  /** The level is one of sound, in dB, averaged by its energy. */
  LittlePack ofSound() {
    property("level", "dB[A]", "3h", "mean: energy\nrange: {low: 0, high: 140, reason: 声级计}\n");
    return this;
  }

  LittlePack put(String path, String text) {
    files.put("pond/" + path, text);
    return this;
  }

  /** Parameters such as {@code "high 2 m"}; a value of {@code ?} is not known. */
  LittlePack with(String... named) {
    for (String one : named) {
      String[] words = one.split(" ");
      params.append(
          "%s: {title: %s, value: %s, unit: '%s', reason: 岸高, source: 测量}\n"
              .formatted(words[0], words[0], words[1].equals("?") ? "" : words[1], words[2]));
    }
    return this;
  }

  /** Further lines of the rule. */
  LittlePack and(String lines) {
    extra = lines + "\n";
    return this;
  }

  PackReader.Loaded when(String expression) {
    put("params.yaml", params.toString());
    put(
        "rules/full.yaml",
        "name: full\ntitle: 满\nwhy: 会溢出\nlevels:\n  - {level: III, when: \""
            + expression
            + "\"}\n"
            + extra
            + "reference: 测量\n");
    return PackReader.read(new PackFiles("packs", files));
  }

  /** Codes of the faults, but for the missing proofs. */
  static List<String> faults(PackReader.Loaded loaded) {
    return loaded.notices().stream()
        .map(Notice::code)
        .filter(c -> !c.equals("law.proof"))
        .distinct()
        .toList();
  }
}
