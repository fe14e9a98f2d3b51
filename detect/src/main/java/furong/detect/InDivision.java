package furong.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a rule across things sees in one division: the things of each member that lie in it. */
final class InDivision extends Around {

  private static final int SMALLEST = 4;

  /** Ids of the things of each member, sorted, as many as are counted. */
  private final long[][] things;

  /** Of each member whose values are more than true and false. */
  private final @Nullable SortedValues[] values;

  /** Alerts, vital signs and indicators that are asked for and lie in it. */
  int asked;

  InDivision(Watch watch, String division) {
    super(watch, division);
    int members = watch.across.members().size();
    this.things = new long[members][SMALLEST];
    this.values = new @Nullable SortedValues[members];
    for (int m = 0; m < members; m++) {
      values[m] = watch.across.members().get(m).isCondition() ? null : new SortedValues();
    }
  }

  /** A thing says something else, comes or leaves. */
  void change(int member, @Nullable Fact before, @Nullable Fact after) {
    int size = size(member);
    if (before == null && after != null) {
      things[member] = with(things[member], size, after.thing());
    } else if (after == null && before != null) {
      int at = Arrays.binarySearch(things[member], 0, size, before.thing());
      System.arraycopy(things[member], at + 1, things[member], at, size - at - 1);
    }
    count(member, before, after);
    SortedValues kept = values[member];
    if (kept != null && before != null) {
      kept.remove(before.value());
    }
    if (kept != null && after != null) {
      kept.add(after.value());
    }
  }

  private static long[] with(long[] all, int size, long thing) {
    int at = -Arrays.binarySearch(all, 0, size, thing) - 1;
    long[] next = size < all.length ? all : Arrays.copyOf(all, all.length * 2);
    System.arraycopy(next, at, next, at + 1, size - at);
    next[at] = thing;
    return next;
  }

  @Override
  boolean exists() {
    if (asked > 0) {
      return true;
    }
    for (int m = 0; m < things.length; m++) {
      if (size(m) > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  List<Fact> facts(int member) {
    List<Fact> all = new ArrayList<>(size(member));
    for (int i = 0; i < size(member); i++) {
      all.add(Objects.requireNonNull(watch.fact(member, things[member][i])));
    }
    return all;
  }

  @Override
  double[] values(int member) {
    SortedValues kept = values[member];
    return kept != null
        ? kept.sorted()
        : facts(member).stream()
            .mapToDouble(Fact::value)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
  }

  @Override
  @Nullable Fact own(int member) {
    return null;
  }

  @Override
  boolean place(Group group) {
    group.division = of;
    group.simulated = isSimulated();
    return true;
  }
}
