package furong.detect;

import furong.base.Period;
import furong.observe.IndicatorFigure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The figures of indicators that rules across things may ask for, by division and period. */
final class Figures {

  private final TreeMap<String, TreeMap<String, IndicatorFigure>> all = new TreeMap<>();

  /** The day on which nothing was left to forget; null when that has to be seen. */
  private @Nullable LocalDate tidyOn;

  /** Takes in a figure; true when it is the first of its indicator in its division. */
  boolean learn(IndicatorFigure figure) {
    String key = key(figure.indicator(), figure.division());
    boolean first = !all.containsKey(key);
    all.computeIfAbsent(key, k -> new TreeMap<>()).put(figure.period(), figure);
    tidyOn = null;
    return first;
  }

  private static String key(String indicator, String division) {
    return indicator + "|" + division;
  }

  @Nullable IndicatorFigure find(String indicator, String division, Period period) {
    TreeMap<String, IndicatorFigure> periods = all.get(key(indicator, division));
    return periods == null ? null : periods.get(period.text());
  }

  /** Whether anything that is known of it rests on simulated things. */
  boolean isSimulated(String indicator, String division) {
    return all.getOrDefault(key(indicator, division), new TreeMap<>()).values().stream()
        .anyMatch(IndicatorFigure::simulated);
  }

  /** Divisions that anything is known of an indicator for. */
  List<String> divisions(String indicator) {
    String prefix = indicator + "|";
    return all.subMap(prefix, indicator + "}").keySet().stream()
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /**
   * Forgets periods that are further back than the one before the present one.
   *
   * @param each hears of which indicator and division something was forgotten
   */
  void forget(LocalDate today, BiConsumer<String, String> each) {
    if (today.equals(tidyOn)) {
      return;
    }
    tidyOn = today;
    List<String> touched = new ArrayList<>();
    all.forEach((key, periods) -> {
      if (periods.keySet().removeIf(text -> isPast(Period.parse(text), today))) {
        touched.add(key);
      }
    });
    all.values().removeIf(TreeMap::isEmpty);
    for (String key : touched) {
      int bar = key.indexOf('|');
      each.accept(key.substring(0, bar), key.substring(bar + 1));
    }
  }

  private static boolean isPast(Period period, LocalDate today) {
    return today.toEpochDay() - period.last().toEpochDay() > 2 * period.days();
  }

  /** Whether anything is known of an indicator in a division. */
  boolean knows(String indicator, String division) {
    return all.containsKey(key(indicator, division));
  }

  void encode(DataOutput out) throws IOException {
    List<IndicatorFigure> figures =
        all.values().stream().flatMap(periods -> periods.values().stream()).toList();
    out.writeInt(figures.size());
    for (IndicatorFigure figure : figures) {
      encode(figure, out);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      learn(decode(in));
    }
  }

  static void encode(IndicatorFigure figure, DataOutput out) throws IOException {
    out.writeUTF(figure.indicator());
    out.writeUTF(figure.division());
    out.writeUTF(figure.period());
    out.writeDouble(figure.value());
    out.writeDouble(figure.complete());
    out.writeBoolean(figure.simulated());
  }

  static IndicatorFigure decode(DataInput in) throws IOException {
    return new IndicatorFigure(
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean());
  }
}
