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

/**
 * Takes indicators that count days and were defined anew, by a release of a parameter or by files
 * that changed between two starts, and computes their values from the division days on record; what
 * stood is kept with the reason {@code definition}, or {@code revised} when only a limit moved.
 *
 * <p>What makes a day valid, and the indices themselves, are those of the start.
 *
 * <p>One thread only.
 */
public final class CountRenewal {

  private final PackBook packs;
  private final IndicatorBook book;
  private final Figures figures;
  private final IndicatorStore store;
  private final Transactions transactions;
  private final InstantSource clock;
  private List<String> seen = List.of();

  /**
   * @param packs what is in force, now and later
   * @param book what everybody was handed; it says what is new from here on
   */
  public CountRenewal(
      PackBook packs,
      IndicatorBook book,
      Figures figures,
      IndicatorStore store,
      Transactions transactions,
      InstantSource clock) {
    this.packs = packs;
    this.book = book;
    this.figures = figures;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One round. @return how many definitions it took */
  public int round() {
    List<String> versions = packs.packs().stream().map(p -> p.id() + " " + p.version()).toList();
    if (versions.equals(seen)) {
      return 0;
    }
    book.take(new IndicatorBook(book.rules(), book.indices(), PackIndicators.book(packs).counts()));
    Map<String, String> now = new TreeMap<>();
    book.counts().forEach(count -> now.put(count.id(), count.toString()));
    Map<String, String> stood = store.definitions();
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
}
