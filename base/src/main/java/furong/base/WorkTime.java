package furong.base;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A time limit in one of the units that city case work counts in (GB/T 30428.8 usage; the minutes
 * are those of desks, a sample city takes 15 minutes to accept).
 *
 * <pre>{@code
 * new WorkTime(2, WorkTime.Unit.WORK_HOUR)    // 2 工作时: inside working sessions only
 * }</pre>
 *
 * It says how much; {@link WorkCalendar} says until when.
 *
 * @param amount 1 to {@link #MAX_AMOUNT}
 */
public record WorkTime(int amount, Unit unit) {

  /**
   * The longest statutory limit is 60 days (信访工作条例 §34) = 1,440 hours; ten times that is surely a
   * mistake.
   */
  public static final int MAX_AMOUNT = 14_400;

  /** Which time counts, and how much of it one unit is. */
  public enum Unit {
    /** Continuous minutes, round the clock. */
    URGENT_MINUTE("urgent-minute", Text.of("分钟", "minute"), Duration.ofMinutes(1), true),
    /** Minutes inside working sessions of working days. */
    WORK_MINUTE("work-minute", Text.of("工作分钟", "working minute"), Duration.ofMinutes(1), false),
    /** Continuous clock hours, round the clock. */
    URGENT_HOUR("urgent-hour", Text.of("紧急工作时", "urgent hour"), Duration.ofHours(1), true),
    /** Hours inside working sessions of working days. */
    WORK_HOUR("work-hour", Text.of("工作时", "working hour"), Duration.ofHours(1), false),
    /** Continuous days of 24 hours (自然日). */
    URGENT_DAY("urgent-day", Text.of("紧急工作日", "urgent day"), Duration.ofHours(24), true),
    /** Working days: 8 working hours each. */
    WORK_DAY(
        "work-day",
        Text.of("工作日", "working day"),
        Duration.ofHours(WorkCalendar.HOURS_PER_WORK_DAY),
        false);

    private final String code;
    private final Text title;
    private final Duration one;
    private final boolean continuous;

    Unit(String code, Text title, Duration one, boolean continuous) {
      this.code = code;
      this.title = title;
      this.one = one;
      this.continuous = continuous;
    }

    /** The word for it in pack files. */
    public String code() {
      return code;
    }

    public Text title() {
      return title;
    }

    /** True when nights, weekends and holidays count too. */
    public boolean continuous() {
      return continuous;
    }

    /** The unit written {@code code} in a pack file. */
    public static Optional<Unit> find(String code) {
      return Arrays.stream(values()).filter(unit -> unit.code.equals(code)).findFirst();
    }
  }

  public WorkTime {
    if (amount < 1 || amount > MAX_AMOUNT) {
      throw new IllegalArgumentException("a limit is 1 to " + MAX_AMOUNT + " units, not " + amount);
    }
  }

  /** How much counted time that is. */
  public Duration length() {
    return unit.one.multipliedBy(amount);
  }

  /** This limit and so many units more. */
  public WorkTime plus(int more) {
    return new WorkTime(amount + more, unit);
  }

  /** As files write it: {@code 4 work-hour}. */
  public String code() {
    return amount + " " + unit.code();
  }

  /** The limit that a file writes as {@code 4 work-hour}; empty for anything else. */
  public static Optional<WorkTime> parse(String text) {
    String[] words = text.strip().split(" +", -1);
    if (words.length != 2 || !words[0].matches("[1-9][0-9]{0,4}")) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(words[0]);
    return amount > MAX_AMOUNT
        ? Optional.empty()
        : Unit.find(words[1]).map(unit -> new WorkTime(amount, unit));
  }
}
