package furong.indicators;

import furong.base.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port: the queue of cases that changed, each as it was when it was last counted, and the sums that
 * were counted. The queue is filled in the transaction that changes the case.
 *
 * <p>Whatever way a case changed, and however often it stands in the queue, it is counted as it is
 * now and taken off as it was counted: a second look at it changes nothing.
 */
public interface CaseChanges {

  /** What sums are kept by. */
  record Key(String division, Period period) {}

  /**
   * A case that changed, perhaps several times.
   *
   * @param seqs its places in the queue
   * @param before as it was last counted; null when it never was
   * @param now as it stands; null when there is no such case any more
   */
  record Changed(
      long id, List<Long> seqs, @Nullable CountedCase before, @Nullable CountedCase now) {

    public Changed {
      seqs = List.copyOf(seqs);
    }
  }

  /**
   * The oldest of the queue; they stay until they are {@link #done}.
   *
   * @param max places in the queue
   */
  List<Changed> take(int max);

  /** How many changes wait, counted up to so many. */
  int waiting(int atMost);

  /** Takes these off the queue and keeps each as it is counted now. */
  void done(List<Changed> changed);

  /** The sums that stand, of those asked. */
  Map<Key, CaseSum> sums(Collection<Key> keys);

  /** Puts each in place of the one with the same key. */
  void put(Map<Key, CaseSum> sums);

  /** Every sum: 40,000 in a city of 300 streets after ten years, some 10 MB. */
  Map<Key, CaseSum> all();
}
