package furong.flow;

import java.util.Map;
import java.util.TreeMap;

/** A pack of one rule, {@code pond.full}: the level of a pond is above a limit in metres. */
final class PondPack {

  private PondPack() {}

  static Map<String, String> of(double limit, String level) {
    Map<String, String> files = new TreeMap<>(words());
    String golden =
        "says: test\nstart: 2026-04-01T00:00+08:00\nstep: 1min\nseries:\n  level: %s\nexpect: %s\n";
    files.put(
        "pond/params.yaml",
        "high: {title: 高, value: %s, unit: m, reason: 岸高, source: 测量}\n".formatted(limit));
    files.put(
        "pond/rules/full.yaml",
        "name: full\ntitle: 满\nwhy: 会溢出\nlevels:\n  - {level: %s, when: \"last(level) > params.high\"}\nfalse_alarms: [浪]\nknown_gaps: [夜间]\nreference: 测量\n"
            .formatted(level));
    files.put(
        "pond/golden/full/fires.yaml",
        golden.formatted("0x2 9x2", "[{at: 2min, kind: OPENED, level: %s}]".formatted(level)));
    files.put("pond/golden/full/stays-quiet.yaml", golden.formatted("0x4", "[]"));
    return files;
  }

  /** Without any rule: what is watched is not judged. */
  static Map<String, String> words() {
    Map<String, String> files = new TreeMap<>();
    files.put("pond/pack.yaml", "id: pond\ntitle: 水塘\nsummary: 水塘\nversion: '1'\nstatus: draft\n");
    files.put(
        "pond/properties/level.yaml",
        "name: level\ntitle: 水位\nunit: m\nsymbol: m\ndecimals: 2\nrange: {low: -10, high: 10, reason: 塘深}\nexpected_silence: 3h\nsource: 测量\n");
    return files;
  }
}
