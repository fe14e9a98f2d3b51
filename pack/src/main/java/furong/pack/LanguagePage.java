package furong.pack;

import java.util.ArrayList;
import java.util.List;

/** The page {@code docs/rule-language.md}, from the table of functions. */
final class LanguagePage {

  private static final String HEAD =
      """
      # What a rule may say

      Written from [`Functions`](../pack/src/main/java/furong/pack/Functions.java) by a test; change it there.

      The grammar is CEL: `&& || !`, `< <= > >= == !=`, `+ - * /`, `c ? x : y`, names and calls. There are no numbers: every one is a `params.<name>` with its reason.
      `p` is a property of the pack, or `<pack>.<name>` of one that it `needs`, a hyphen written `_`; `span` a parameter in ms, s, min, h or d; `x` a number with a unit.

      **Units.** Two numbers compare or add when one converts into the other by multiplying (`cm/min` and `m/h`, `mg/L` and `ug/L`); degrees Celsius only with themselves. A unit is a UCUM code of
      [`Units`](../pack/src/main/java/furong/pack/Units.java), a count in braces (`{case}`), or one of these per time (`ug/m3/h`).

      **Cannot judge.** Whatever has no value spreads: a comparison with it cannot be judged, `false && ?` is false, `true || ?` is true, the rest is "cannot judge". It is counted per rule and division and never taken for
      quiet. `known(..)` asks for it.

      **Windows** are in event time, their start excluded, their end included. Of a property with an expected interval (`every`) three quarters of it must be there.
      A window over a condition or an expression looks at each instant at which anything that it names was heard; three quarters of these must be judged. Such windows do not nest.

      | function | gives | 说明 | what |
      |---|---|---|---|
      """;

  private LanguagePage() {}

  static List<String> lines() {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    for (Function f : Functions.ALL) {
      lines.add(
          "| `%s` | %s | %s | %s |"
              .formatted(f.signature(), f.result().word(), f.what().zh(), f.what().en()));
    }
    lines.add("");
    lines.add("An index of hour means with a `call` is a function without arguments: `aqi()`.");
    lines.add("");
    lines.add(
        "**Repeats.** N times within a span: `count(last(p) > params.x, params.span) >= params.n`. N of the last M: `hits(last(p) > params.x, params.m, params.span) >= params.n`.");
    lines.add("");
    lines.add(
        "**Surveillance of counts.** EARS C2: `(sum(p, params.day) - mean(p, params.week, params.lag)) / greatest(sd(p, params.week, params.lag), params.least_sd) > params.c2`; the property carries one count a day.");
    lines.add("");
    lines.add(
        "**Across things.** A rule with `over: city|county|street|community|grid` gives one alert per division, one with `over: neighbours` and `within: params.<distance>` one per thing, itself not counted among its neighbours. What stands in `number_of(..)`, `mean_of(..)` and so on is asked of each thing that observes all that it names; `own(..)` of the thing in the middle. Where a rule says `own(..)`, only things that can answer it stand in the middle, and their neighbours may be of another kind. `known_share: params.<share>` says which share of the things must be known, else it cannot judge. `rules.<name>` is a rule of the pack, `rules.<pack>.<name>` of one that it needs, `levels.II` a level. It is judged each ten seconds, of the present only, and only things that were heard count. An alert quotes up to forty things with their values.");
    lines.add("");
    lines.add(
        "**Indicators.** `indicators.<name>` is an indicator of the pack, `indicators.<pack>.<name>` of one that it needs; a rule over the divisions that it is given for reads its figure. Days that are counted have the unit `{d}`. What is counted from days or cases has months and years; a formula over reported figures has periods of its own cycle, and is known when everybody who has to report has done so and is approved, so that a rule mostly asks for `last_month(..)` or `last_year(..)`. Figures come into the log within half a minute of their computing. `known_share: params.<share>` says which share of the days of the period so far must stand behind it, else it cannot judge; so it is until the first day of a new month is counted.");
    lines.add("");
    lines.add(
        "**Bounds.** A series keeps the longest window that any rule asks for plus its expected silence, at most 16,384 readings; `usual` keeps 12 bytes for each hour of its weeks and one more (10 KiB for four weeks). A window over a condition costs one evaluation per reading in it, at each reading.");
    return lines;
  }
}
