package furong.reported;

import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.util.HashMap;
import java.util.Map;

/** A small pack of formulas of every kind of input, by hour, day, month, quarter and year. */
final class WorldPack {

  private WorldPack() {}

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "w/pack.yaml",
              "id: w\ntitle: 世\nsummary: 世\nversion: '1'\nstatus: draft\nneeds: [care]\nkinds:\n  cover: 井盖\n"),
          Map.entry(
              "w/params.yaml",
              """
              due: {title: 期限, value: 20, unit: d, reason: 试, source: 试}
              price: {title: 价, value: 2, unit: "1", reason: 试, source: 试}
              minutes: {title: 分, value: 45, unit: min, reason: 试, source: 试}
              hours: {title: 时, value: 20, unit: "1", reason: 试, source: 试}
              """),
          Map.entry(
              "w/properties/fine.yaml",
              """
              name: fine
              title: 尘
              unit: "ug/m3"
              symbol: "ug/m3"
              decimals: 0
              range: {low: 0, high: 1000, reason: 试}
              expected_silence: 3h
              lateness: 1h
              references:
              source: 试
              statistics:
                hour_minutes: params.minutes
                day_hours: params.hours
                window_hours: params.hours
                day_windows: params.hours
                source: 试
              """),
          Map.entry("w/indicators/dust.yaml", formula("dust", "observed.fine", "", "ug/m3")),
          Map.entry(
              "w/indicators/dust-hour.yaml",
              hourly(formula("dust-hour", "observed.fine", "", "ug/m3"))),
          Map.entry(
              "w/indicators/alarms-hour.yaml",
              hourly(formula("alarms-hour", "alerts.care.manhole_tilted", "", "{alert}"))),
          Map.entry(
              "w/indicators/alarms-day.yaml",
              by("day", formula("alarms-day", "alerts.care.manhole_tilted", "", "{alert}"))),
          Map.entry(
              "w/indicators/alarms-quarter.yaml",
              by(
                  "quarter",
                  formula("alarms-quarter", "alerts.care.manhole_tilted", "", "{alert}"))),
          Map.entry(
              "w/indicators/dust-day.yaml",
              by("day", formula("dust-day", "observed.fine", "", "ug/m3"))),
          Map.entry(
              "w/indicators/dust-year.yaml",
              by("year", formula("dust-year", "observed.fine", "", "ug/m3"))),
          Map.entry(
              "w/indicators/dust-alarms.yaml",
              hourly(
                  formula(
                      "dust-alarms",
                      "indicators.dust_hour * indicators.alarms_hour",
                      "",
                      "{alert}.ug/m3"))),
          Map.entry(
              "w/indicators/priced.yaml",
              formula("priced", "indicators.rest * params.price", "", "{home}")),
          Map.entry(
              "w/forms/month.yaml",
              """
              name: month
              title: 月
              version: "1"
              cycle: month
              asked: street
              due: params.due
              source: 试
              figures:
                - {name: homes, title: 套, meaning: 套, unit: "{home}"}
                - {name: bad, title: 坏, meaning: 坏, unit: "{home}"}
              """),
          Map.entry(
              "w/indicators/share.yaml", formula("share", "figures.bad", "figures.homes", "%")),
          Map.entry(
              "w/indicators/rest.yaml",
              formula("rest", "figures.homes - figures.bad", "", "{home}")),
          Map.entry(
              "w/indicators/both.yaml",
              formula("both", "indicators.share * indicators.rest", "", "{home}")),
          Map.entry(
              "w/indicators/per-cover.yaml",
              formula("per-cover", "things.cover", "figures.homes", "{thing}/{home}")),
          Map.entry(
              "w/indicators/per-head.yaml",
              formula("per-head", "things.cover", "division.people", "{thing}/{person}")),
          Map.entry(
              "w/indicators/scaled.yaml",
              formula("scaled", "indicators.days * indicators.rest", "", "d.{home}")),
          Map.entry(
              "w/indicators/days.yaml",
              """
              name: days
              title: 日
              version: "1"
              formula: 日
              unit: d
              direction: more-is-better
              levels: [city, county, street]
              validity: 试
              reference:
              source: 试
              """),
          Map.entry(
              "w/indicators/alarms.yaml",
              formula("alarms", "alerts.care.manhole_tilted", "figures.homes", "{alert}/{home}")));

  /** The small pack, with the packs whose alerts it reads. */
  static final PackBook PACKS = packs();

  private static PackBook packs() {
    Map<String, String> texts = new HashMap<>(TEXTS);
    PackFiles.read(FormulaVectorTest.packs())
        .texts()
        .forEach((path, text) -> {
          if (path.startsWith("care/") || path.startsWith("sensing/")) {
            texts.put(path, text);
          }
        });
    return PackReader.read(new PackFiles("packs", texts)).orThrow();
  }

  private static String formula(String name, String of, String by, String unit) {
    return """
    name: %s
    title: 式
    version: "1"
    formula: 式
    unit: "%s"
    direction: more-is-better
    levels: [city, county, street]
    computed: {of: "%s"%s, cycle: month}
    validity: 试
    reference:
    source: 试
    """
        .formatted(name, unit, of, by.isEmpty() ? "" : ", by: \"" + by + "\"");
  }

  private static String hourly(String formula) {
    return by("hour", formula);
  }

  private static String by(String cycle, String formula) {
    return formula.replace("cycle: month", "cycle: " + cycle);
  }
}
