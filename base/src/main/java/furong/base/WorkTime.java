package furong.base;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A time limit in one of the four units that city case work counts in (GB/T 30428.8 usage).
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
   * The longest limit in any list of STANDARDS section 19 is 60 days = 1,440 hours; ten times that
   * is surely a mistake.
   */
  public static final int MAX_AMOUNT = 14_400;

  /** Which hours count, and how many of them one unit is. */
  public enum Unit {
    /** Continuous clock hours, round the clock. */
    URGENT_HOUR("urgent-hour", Text.of("紧急工作时", "urgent hour"), 1, true),
    /** Hours inside working sessions of working days. */
    WORK_HOUR("work-hour", Text.of("工作时", "working hour"), 1, false),
    /** Continuous days of 24 hours (自然日). */
    URGENT_DAY("urgent-day", Text.of("紧急工作日", "urgent day"), 24, true),
    /** Working days: 8 working hours each. */
    WORK_DAY("work-day", Text.of("工作日", "working day"), WorkCalendar.HOURS_PER_WORK_DAY, false);

    private final String code;
    private final Text title;
    private final int hours;
    private final boolean continuous;

    Unit(String code, Text title, int hours, boolean continuous) {
      this.code = code;
      this.title = title;
      this.hours = hours;
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
    return Duration.ofHours((long) amount * unit.hours);
  }
}
