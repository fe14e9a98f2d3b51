package furong.pack;

import furong.base.Notice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small pack as texts that obeys every law, to break one thing at a time. */
final class TextPack {

  private final Map<String, String> files = new TreeMap<>();
  private final String id;

  TextPack() {
    this("pond");
  }

  TextPack(String id) {
    this.id = id;
    put("pack.yaml", "id: " + id + "\ntitle: 水塘\nsummary: 水塘\nversion: '1'\nstatus: draft\n");
    put(
        "params.yaml",
        """
        high: {title: 高, value: 2, unit: m, reason: 岸高, source: 测量}
        hour: {title: 时, value: 1, unit: h, reason: 一小时, source: 测量}
        """);
    put(
        "properties/level.yaml",
        """
        name: level
        title: 水位
        unit: m
        symbol: m
        decimals: 2
        range: {low: 0, high: 10, reason: 塘深}
        expected_silence: 2h
        source: 测量
        """);
    put(
        "rules/full.yaml",
        """
        name: full
        title: 满
        why: 会溢出
        levels:
          - {level: II, when: "max(level, params.hour) > params.high"}
        reference: 测量
        """);
    proof("fires", "1 3", "[{at: 1h, kind: OPENED, level: II}]");
    proof("stays-quiet", "1 2", "[]");
  }

  TextPack put(String path, String text) {
    files.put(id + "/" + path, text);
    return this;
  }

  TextPack without(String path) {
    files.remove(id + "/" + path);
    return this;
  }

  TextPack replace(String path, String what, String by) {
    String old = files.getOrDefault(id + "/" + path, "");
    if (!old.contains(what)) {
      throw new IllegalArgumentException(path + " does not hold " + what);
    }
    return put(path, old.replace(what, by));
  }

  private void proof(String name, String series, String expect) {
    put(
        "golden/full/" + name + ".yaml",
        "start: 2026-01-01T00:00+08:00\nstep: 1h\nseries: {level: "
            + series
            + "}\nexpect: "
            + expect
            + "\n");
  }

  PackReader.Loaded load() {
    return PackReader.read(new PackFiles("packs", files));
  }

  List<String> codes() {
    return load().notices().stream().map(Notice::code).distinct().toList();
  }
}
