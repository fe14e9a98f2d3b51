package furong.reported;

import furong.base.Period;
import furong.city.Divisions;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Counts} and {@link CountChanges} for small worlds: nothing outlives it. */
public final class MemoryCounts implements Counts, CountChanges {

  /** An alert or a thing. */
  private record One(
      Kind kind,
      String of,
      String id,
      String name,
      String division,
      @Nullable Instant at,
      boolean simulated) {
    Input counted() {
      return new Input(kind, of);
    }
  }

  private final ZoneId zone;
  private final List<One> all = new ArrayList<>();
  private final List<Touched> queue = new ArrayList<>();
  private long seq;

  public MemoryCounts(ZoneId zone) {
    this.zone = zone;
  }

  /** An alert began. */
  public void alert(String rule, String id, String division, Instant at, boolean simulated) {
    add(new One(Kind.ALERTS, rule, id, rule, division, at, simulated));
  }

  /** A thing came into the register. */
  public void thing(String kind, String id, String name, String division, boolean simulated) {
    add(new One(Kind.THINGS, kind, id, name, division, null, simulated));
  }

  /** An alert or a thing is gone. */
  public synchronized void remove(Kind kind, String id) {
    for (One one : List.copyOf(all)) {
      if (one.kind == kind && one.id.equals(id)) {
        all.remove(one);
        touch(one);
      }
    }
  }

  private synchronized void add(One one) {
    all.add(one);
    touch(one);
  }

  private void touch(One one) {
    queue.add(new Touched(++seq, one.counted(), one.division, one.at));
  }

  private synchronized List<One> in(Kind kind, String of, String division) {
    return all.stream()
        .filter(one -> one.kind == kind && (of.isEmpty() || one.of.equals(of)))
        .filter(one -> Divisions.isWithin(one.division, division))
        .toList();
  }

  private List<One> alertsIn(String rule, String division, Period period) {
    return in(Kind.ALERTS, rule, division).stream()
        .filter(one -> one.at != null && period.in(zone).contains(one.at))
        .toList();
  }

  private static Counted counted(List<One> of) {
    return new Counted(of.size(), of.stream().anyMatch(One::simulated));
  }

  @Override
  public Counted alerts(String rule, String division, Period period) {
    return counted(alertsIn(rule, division, period));
  }

  @Override
  public Counted things(String kind, String division) {
    return counted(in(Kind.THINGS, kind, division));
  }

  @Override
  public List<Behind> behind(Input input, String division, Period period, int offset, int limit) {
    List<One> of =
        input.kind() == Kind.ALERTS
            ? alertsIn(input.id(), division, period)
            : in(input.kind(), input.id(), division);
    return of.stream()
        .sorted(
            Comparator.comparing(One::at, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(One::id))
        .skip(offset)
        .limit(limit)
        .map(one -> new Behind(one.id, one.name, one.division, one.at, one.simulated))
        .toList();
  }

  @Override
  public synchronized List<Touched> take(int max) {
    return queue.stream().limit(max).toList();
  }

  @Override
  public synchronized void done(List<Touched> touched) {
    Set<Touched> gone = new HashSet<>(touched);
    queue.removeIf(gone::contains);
  }
}
