package furong.plan;

import furong.base.Text;
import org.jspecify.annotations.Nullable;

/**
 * How one of several figures of a target stands by itself.
 *
 * @param period null when there is no value
 * @param value null when there is none yet; never taken for good or bad
 * @param reason what it is held against, with the numbers
 */
public record Sign(
    String indicator,
    @Nullable String period,
    @Nullable Double value,
    boolean simulated,
    State state,
    Text reason) {

  /** How it stands; those that can be judged first, the worse before the better. */
  public enum State {
    WRONG(Text.of("不符合", "Not as asked")),
    RIGHT(Text.of("符合", "As asked")),
    /** It has a value, and nothing to be held against. */
    OPEN(Text.of("不能判断", "Cannot be judged")),
    NO_VALUE(Text.of("尚无数值", "No value yet"));

    private final Text title;

    State(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }

    /** Whether it was held against something: only such a figure decides. */
    public boolean judged() {
      return this == WRONG || this == RIGHT;
    }
  }

  static Sign none(String indicator) {
    return new Sign(
        indicator, null, null, false, State.NO_VALUE, Text.of("尚无数值", "There is no value yet"));
  }
}
