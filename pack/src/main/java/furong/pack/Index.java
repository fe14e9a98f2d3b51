package furong.pack;

import furong.base.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An index by breakpoints, such as the AQI of HJ 633: every item's concentration becomes a
 * sub-index by straight lines between breakpoints, the index is the largest of them, and its class
 * and primary properties follow.
 *
 * <pre>{@code
 * aqi.evaluate(LocalDate.of(2026, 3, 1), Map.of("air.pm25/day-mean", 61.0, ...)).value()   // 101
 * }</pre>
 *
 * Tables are versioned: the one in force on the data's own date judges it. Arithmetic is exact on
 * whole numbers of 1e-9 units, multiplied before divided and rounded up, so that a concentration on
 * a breakpoint gives that breakpoint's index and never one more (PM2.5 35 is 50, not 51). Cost: a
 * search over at most eight breakpoints per item.
 */
public final class Index {

  private final String id;
  private final String call;
  private final Text title;
  private final List<IndexRuleSet> ruleSets;
  private final List<Table> tables;
  private final List<Category> categories;
  private final Place place;

  /**
   * @param id {@code <pack>.<name>}, such as {@code air.aqi-daily}
   * @param call the function by which rules of its pack read it, such as {@code aqi}; empty for
   *     none
   * @param ruleSets oldest first
   * @param categories from the lowest class to the highest
   */
  public Index(
      String id,
      String call,
      Text title,
      List<IndexRuleSet> ruleSets,
      List<Category> categories,
      Place place) {
    this.id = id;
    this.call = call;
    this.title = title;
    this.ruleSets = List.copyOf(ruleSets);
    this.tables = this.ruleSets.stream().map(Table::new).toList();
    this.categories = List.copyOf(categories);
    this.place = place;
  }

  public String id() {
    return id;
  }

  public String call() {
    return call;
  }

  public Text title() {
    return title;
  }

  public List<IndexRuleSet> ruleSets() {
    return ruleSets;
  }

  public List<Category> categories() {
    return categories;
  }

  public Place place() {
    return place;
  }

  /** Properties that any rule set of it reads, in the order of the tables. */
  public Set<String> properties() {
    Set<String> found = new LinkedHashSet<>();
    ruleSets.forEach(r -> r.items().forEach(i -> found.add(i.property())));
    return found;
  }

  /** The number of the rule set in force on a day. */
  public int ruleSetAt(LocalDate day) {
    int found = 0;
    for (int i = 1; i < ruleSets.size(); i++) {
      if (!ruleSets.get(i).validFrom().isAfter(day)) {
        found = i;
      }
    }
    return found;
  }

  /** The class of an index value. */
  public Category category(int value) {
    for (Category category : categories) {
      if (value <= category.upTo()) {
        return category;
      }
    }
    return categories.getLast();
  }

  /**
   * The index of a day.
   *
   * @param inputs concentrations in the properties' units by item key ({@link IndexItem#key()});
   *     absent or NaN when there is none
   */
  public IndexValue evaluate(LocalDate day, Map<String, Double> inputs) {
    int number = ruleSetAt(day);
    IndexRuleSet set = ruleSets.get(number);
    Table table = tables.get(number);
    Map<String, Integer> parts = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    int best = -1;
    for (int i = 0; i < set.items().size(); i++) {
      String key = set.items().get(i).key();
      double input = inputs.getOrDefault(key, Double.NaN);
      if (Double.isNaN(input)) {
        missing.add(key);
        continue;
      }
      int part = table.part(i, input);
      if (part >= 0) {
        parts.put(key, part);
        best = Math.max(best, part);
      }
    }
    if (best < 0) {
      return new IndexValue(null, "no-input", "", List.of(), set.id(), parts, missing);
    }
    int value = Math.max(best, set.lowest());
    if (!missing.isEmpty() && value <= set.needAllUnlessOver()) {
      return new IndexValue(null, "items-missing", "", List.of(), set.id(), parts, missing);
    }
    Set<String> primary = new LinkedHashSet<>();
    if (value > set.primaryAbove()) {
      for (IndexItem item : set.items()) {
        Integer part = parts.get(item.key());
        if (part != null && part == best) {
          primary.add(item.property());
        }
      }
    }
    return new IndexValue(
        value, "", category(value).code(), List.copyOf(primary), set.id(), parts, missing);
  }

  /**
   * The index without its particulars, for the stream: no object is made.
   *
   * @param number from {@link #ruleSetAt}
   * @param inputs by item of that rule set, NaN when there is none
   * @return NaN when it cannot be given
   */
  public double value(int number, double[] inputs) {
    IndexRuleSet set = ruleSets.get(number);
    Table table = tables.get(number);
    int best = -1;
    boolean missing = false;
    for (int i = 0; i < table.size(); i++) {
      if (Double.isNaN(inputs[i])) {
        missing = true;
      } else {
        best = Math.max(best, table.part(i, inputs[i]));
      }
    }
    if (best < 0) {
      return Double.NaN;
    }
    int value = Math.max(best, set.lowest());
    return missing && value <= set.needAllUnlessOver() ? Double.NaN : value;
  }

  /** A rule set's numbers as whole multiples of 1e-9. */
  private static final class Table {

    /**
     * 1e-9: finer than any double of a concentration below 10,000 can be wrong after averaging, and
     * the product of the widest step with the widest gap (100 x 3,840e9) still fits a long.
     */
    private static final double SCALE = 1e9;

    private static final long[] UNIT = {1_000_000_000L, 100_000_000L, 10_000_000L, 1_000_000L};

    private final int[] steps;
    private final long[][] breakpoints;
    private final int[] decimals;
    private final boolean[] computedOver;
    private final boolean[] falls;

    Table(IndexRuleSet set) {
      List<IndexItem> items = set.items();
      steps = set.steps();
      breakpoints = new long[items.size()][];
      decimals = new int[items.size()];
      computedOver = new boolean[items.size()];
      falls = new boolean[items.size()];
      for (int i = 0; i < items.size(); i++) {
        IndexItem item = items.get(i);
        falls[i] = item.falls();
        // falling breakpoints ascend when they are turned round, and so does the input
        double sign = falls[i] ? -SCALE : SCALE;
        breakpoints[i] =
            Arrays.stream(item.breakpoints()).mapToLong(b -> Math.round(b * sign)).toArray();
        decimals[i] = item.decimals();
        computedOver[i] = item.over() == IndexItem.Over.LAST_STEP;
      }
    }

    int size() {
      return breakpoints.length;
    }

    /** Sub-index of item {@code i}; -1 when the table gives none. */
    int part(int i, double input) {
      long[] points = breakpoints[i];
      long c = Math.round(Math.max(0, input) * SCALE);
      if (decimals[i] >= 0) {
        c = halfEven(c, UNIT[decimals[i]]);
      }
      c = falls[i] ? -c : c;
      int last = points.length - 1;
      if (c < points[0]) {
        return steps[0];
      }
      if (c > points[last]) {
        return computedOver[i] ? steps[last] : -1;
      }
      int high = 1;
      while (c > points[high]) {
        high++;
      }
      long rise = (steps[high] - steps[high - 1]) * (c - points[high - 1]);
      return steps[high - 1] + (int) Math.ceilDiv(rise, points[high] - points[high - 1]);
    }

    private static long halfEven(long c, long unit) {
      long quotient = Math.floorDiv(c, unit);
      long twice = 2 * (c - quotient * unit);
      boolean up = twice > unit || (twice == unit && (quotient & 1) == 1);
      return (up ? quotient + 1 : quotient) * unit;
    }
  }
}
