package furong.indicators;

import furong.base.Transactions;
import furong.pack.PackBook;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Takes what is counted by days and was defined anew, by a release or by files that changed between
 * two starts. Values of indicators are computed from the division days on record; what stood is
 * kept with the reason {@code definition}, or {@code revised} when only a limit moved. Where what
 * makes a day of a property valid is another, or an index, its days are queued to be computed again
 * from the observations.
 *
 * <p>Days whose observations were removed because they were kept long enough stay as they are.
 * Cost: a look at the versions each round; when an index changed, a reading of all that its sensors
 * ever said.
 *
 * <p>One thread only.
 */
public final class CountRenewal {

  /** Before the id of a property or an index, among the definitions of indicators. */
  private static final String DAY = "day:";

  private static final String INDEX = "index:";

  private final PackBook packs;
  private final IndicatorBook book;
  private final Figures figures;
  private final IndicatorStore store;
  private final Transactions transactions;
  private final Consumer<Set<String>> days;
  private final InstantSource clock;
  private List<String> seen = List.of();
  private Set<String> known = Set.of();

  /**
   * @param packs what is in force, now and later
   * @param book what everybody was handed
   * @param days queues all days of sensors of these properties
   */
  public CountRenewal(
      PackBook packs,
      IndicatorBook book,
      Figures figures,
      IndicatorStore store,
      Transactions transactions,
      Consumer<Set<String>> days,
      InstantSource clock) {
    this.packs = packs;
    this.book = book;
    this.figures = figures;
    this.store = store;
    this.transactions = transactions;
    this.days = days;
    this.clock = clock;
  }

  /** One round. @return how many definitions it took */
  public int round() {
    List<String> versions = packs.packs().stream().map(p -> p.id() + " " + p.version()).toList();
    if (versions.equals(seen)) {
      return 0;
    }
    IndicatorBook inForce = book.now();
    Map<String, String> stood = store.definitions();
    again(inForce, stood);
    Map<String, String> now = new TreeMap<>();
    inForce.counts().forEach(count -> now.put(count.id(), count.toString()));
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(now.keySet());
    // what is gone is counted whole when it comes back: its days may move meanwhile
    transactions.inOne(() -> gone.forEach(id -> store.define(id, "")));
    known = Set.copyOf(now.keySet());
    Set<String> differ = new HashSet<>(now.keySet());
    differ.removeIf(id -> Objects.equals(now.get(id), stood.get(id)));
    if (!differ.isEmpty()) {
      transactions.inOne(() -> {
        figures.recount(differ, clock.instant());
        differ.forEach(id -> store.define(id, now.getOrDefault(id, "")));
      });
    }
    seen = versions;
    return differ.size();
  }

  /** Queues the days of properties that are counted otherwise than they were. */
  private void again(IndicatorBook inForce, Map<String, String> stood) {
    Map<String, String> now = new TreeMap<>();
    Map<String, Set<String>> properties = new TreeMap<>();
    inForce
        .rules()
        .forEach((property, rule) -> {
          now.put(DAY + property, rule.toString());
          properties.put(DAY + property, Set.of(property));
        });
    for (DayIndex index : inForce.indices()) {
      now.put(INDEX + index.id(), index.said());
      properties.put(INDEX + index.id(), index.properties());
    }
    // days were counted before their definitions were kept: all of them are as they should be
    boolean first = stood.keySet().stream().noneMatch(id -> id.startsWith(DAY));
    Set<String> differ = new HashSet<>(now.keySet());
    differ.removeIf(id -> Objects.equals(now.get(id), stood.get(id)));
    if (differ.isEmpty()) {
      return;
    }
    Set<String> touched = new TreeSet<>();
    differ.forEach(id -> touched.addAll(properties.getOrDefault(id, Set.of())));
    transactions.inOne(() -> {
      if (!first) {
        days.accept(touched);
      }
      differ.forEach(id -> store.define(id, now.getOrDefault(id, "")));
    });
  }
}
