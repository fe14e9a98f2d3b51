package furong.detect;

import java.util.Collection;
import java.util.List;

/** Port: where it is kept how rules stand. */
public interface StandingStore {

  /** Keeps the counts in place of those of the same shard, rule and division. */
  void put(Collection<Standing> standings);

  /**
   * Counts added up over shards, by rule and division; without rows that are all zero.
   *
   * @param pack id of the pack whose rules are asked for
   * @param within division codes; counts in or below one of them. Empty for everywhere
   */
  List<Standing> list(String pack, List<String> within);
}
