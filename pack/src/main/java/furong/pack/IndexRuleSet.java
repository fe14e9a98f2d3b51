package furong.pack;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The table of an index from one date on.
 *
 * @param id such as {@code hj633-2026}
 * @param validFrom first day, included; {@code LocalDate.MIN} for the oldest
 * @param steps index values of the breakpoints: 0, 50, 100 ...
 * @param lowest smallest index value
 * @param primaryAbove the index must exceed this to have a primary property
 * @param needAllUnlessOver with an item missing the value stands only when it exceeds this; -1 when
 *     the available items are enough
 */
public record IndexRuleSet(
    String id,
    LocalDate validFrom,
    int[] steps,
    int lowest,
    int primaryAbove,
    int needAllUnlessOver,
    List<IndexItem> items,
    String source) {

  public IndexRuleSet {
    steps = steps.clone();
    items = List.copyOf(items);
  }

  @Override
  public int[] steps() {
    return steps.clone();
  }

  /** All that it says, so that two of the same text are the same text. */
  @Override
  public String toString() {
    return "%s from %s %s %d %d %d %s"
        .formatted(
            id, validFrom, Arrays.toString(steps), lowest, primaryAbove, needAllUnlessOver, items);
  }
}
