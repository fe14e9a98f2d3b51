package furong.pack;

import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a new pack that obeys every law and whose proofs hold: one property, one rule, one
 * procedure, to be changed into what is wanted.
 */
public final class PackScaffold {

  private PackScaffold() {}

  /** Texts by path below the folder of packs. */
  public static Map<String, String> files(String id) {
    Map<String, String> files = new TreeMap<>();
    PARTS.forEach((path, text) -> files.put(id + "/" + path, text.replace("PACK", id)));
    return files;
  }

  private static final Map<String, String> PARTS =
      Map.of(
          "pack.yaml",
          """
          id: PACK
          title: {zh: 新场景, en: New scene}
          summary: {zh: 写明这个场景感知什么、预警什么, en: Say what this scene senses and what it warns of}
          version: 0.1.0
          # draft: written. trial: proved on recorded data. proven: a city has run it
          status: draft
          owners: []
          serves: []
          sources: []
          """,
          "params.yaml",
          """
          # Every number of the pack with its reason and source. One that is not known stays empty: the rule then cannot judge, and says so.
          high:
            title: {zh: 高值, en: High value}
            value: 2
            unit: m
            reason: {zh: 示例，请换成有依据的值, en: An example; put a value here that has a ground}
            source: example
          high_for:
            title: {zh: 持续时间, en: How long it lasts}
            value: 10
            unit: min
            reason: {zh: 单个读数可能是故障, en: One reading may be a fault}
            source: example
          handle_limit:
            title: {zh: 处置时限, en: Limit for handling}
            value:
            unit: work-hour
            reason: {zh: 由城市自定, en: To be set by the city}
            source: example
          """,
          "properties/level.yaml",
          """
          name: level
          title: {zh: 水位, en: Water level}
          unit: m
          symbol: m
          decimals: 2
          range: {low: 0, high: 10, reason: example}
          every: 5min
          expected_silence: 30min
          lateness: 1min
          source: example
          """,
          "rules/high-level.yaml",
          """
          name: high-level
          title: {zh: 水位高, en: High water level}
          why: {zh: 写明它预警的危害, en: Say what harm this warns of}
          levels:
            - {level: IV, when: "last(level) > params.high", for: params.high_for}
          mute_when: [case-open-on-thing]
          procedure: look
          false_alarms: []
          known_gaps: []
          reference: example
          """,
          "procedures/look.yaml",
          """
          name: look
          title: {zh: 现场查看, en: Go and look}
          category: {kind: event, code: "06", title: {zh: 其他事件, en: Other event}}
          responsible: {level: street, role: street-office}
          clocks:
            handle: params.handle_limit
          steps:
            - {zh: 到场查看并拍照, en: Go there and photograph it}
          evidence: [note, photo]
          source: example
          """,
          "golden/high-level/fires.yaml",
          """
          says: "2.1 m is over 2 m; 10 minutes after the first of them it fires."
          start: 2026-01-01T00:00+08:00
          step: 5min
          series:
            level: 1x3 2.1x3 1
          expect:
            - {at: 25min, kind: OPENED, level: IV}
            - {at: 30min, kind: CLEARED, level: IV}
          """,
          "golden/high-level/stays-quiet.yaml",
          """
          says: "Exactly 2 m is not over 2 m, and 2.1 m for 5 minutes is too short."
          start: 2026-01-01T00:00+08:00
          step: 5min
          series:
            level: 1x3 2x5 2.1x2 1
          expect: []
          """,
          "golden/high-level/muted.yaml",
          """
          says: "While somebody is looking at it, it is known."
          start: 2026-01-01T00:00+08:00
          step: 5min
          series:
            level: 2.1x3 1
          open_cases: [{from: 0h, to: 1h}]
          expect:
            - {at: 10min, kind: OPENED, level: IV, muted: true}
            - {at: 15min, kind: CLEARED, level: IV, muted: true}
          """);
}
