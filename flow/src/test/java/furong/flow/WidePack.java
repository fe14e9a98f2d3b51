package furong.flow;

import java.util.Map;
import java.util.TreeMap;

/**
 * A version of the pack of a pond with a rule across things: two ponds of a street over a limit.
 * Without a level it has no rule.
 *
 * @param when of the rule across things; empty: there is only the one about each pond
 */
record WidePack(double limit, String level, String when) {
  WidePack(double limit, String level) {
    this(limit, level, "number_of(last(level) > params.high) >= params.two");
  }

  private boolean ofEach() {
    return when.isEmpty() || when.contains("rules.full");
  }

  Map<String, String> files() {
    if (level.isEmpty()) {
      return PondPack.words();
    }
    Map<String, String> files = new TreeMap<>(PondPack.of(limit, level));
    files.keySet().removeIf(path -> !ofEach() && path.contains("full"));
    if (when.isEmpty()) {
      return files;
    }
    files.merge(
        "pond/params.yaml",
        """
        two: {title: 二, value: 2, unit: '1', reason: 两处, source: 测量}
        three: {title: 三, value: 3, unit: h, reason: 三时, source: 测量}
        half: {title: 半, value: 0.5, unit: '1', reason: 过半, source: 测量}
        """,
        String::concat);
    files.put(
        "pond/rules/wide.yaml",
        """
        name: wide
        title: 广
        why: 会淹
        over: street
        known_share: params.half
        levels:
          - {level: %s, when: "%s"}
        false_alarms: [浪]
        known_gaps: [夜间]
        reference: 测量
        """
            .formatted(level, when));
    String golden =
        """
        says: test
        start: 2026-04-01T00:00+08:00
        step: 1min
        live: true
        things:
          - {division: "510104017001", series: {level: %s}}
          - {division: "510104017002", series: {level: %s}}
        expect: %s
        """;
    files.put(
        "pond/golden/wide/fires.yaml",
        golden.formatted("9x2", "9x2", "[{at: 0min, kind: OPENED, level: " + level + "}]"));
    files.put("pond/golden/wide/stays-quiet.yaml", golden.formatted("9x2", "0x2", "[]"));
    return files;
  }
}
