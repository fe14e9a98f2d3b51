package furong.pack;

import furong.base.Text;
import java.time.Duration;

/** Names for people: of spans, units and what a function takes of a property. */
final class Titles {

  private Titles() {}

  /** {@code 3 小时 / 3 h}; the largest unit that divides the span. */
  static Text span(long ms) {
    Duration span = Duration.ofMillis(ms);
    if (ms % 86_400_000L == 0) {
      return Text.of(span.toDays() + " 天", span.toDays() + " d");
    }
    if (ms % 3_600_000L == 0) {
      return Text.of(span.toHours() + " 小时", span.toHours() + " h");
    }
    if (ms % 60_000L == 0) {
      return Text.of(span.toMinutes() + " 分钟", span.toMinutes() + " min");
    }
    return Text.of(ms / 1_000.0 + " 秒", ms / 1_000.0 + " s");
  }

  /** {@code PM2.5 3 小时平均 / mean PM2.5 over 3 h}. */
  static Text window(Text property, Text function, long windowMs) {
    Text span = span(windowMs);
    return Text.of(
        property.zh() + " " + span.zh() + function.zh(),
        function.en() + " of " + property.en() + " over " + span.en());
  }

  /** As {@link #window} of one that ended a while ago. */
  static Text ago(Text window, long agoMs) {
    Text span = span(agoMs);
    return Text.of(span.zh() + "前的 " + window.zh(), window.en() + ", " + span.en() + " ago");
  }

  /** The code of a unit as people write it; empty for a plain number. */
  static String symbol(String unit) {
    return unit.equals(Part.PLAIN)
        ? ""
        : unit.replace("ug/m3", "µg/m³")
            .replace("mg/m3", "mg/m³")
            .replace("m3/", "m³/")
            .replace("%{LEL}", "%LEL")
            .replace("dB[A]", "dB(A)")
            .replace("Cel", "°C")
            .replaceAll("[\\[\\]{}]", "");
  }
}
