package furong.plan;

import java.time.LocalDate;

/**
 * From a day to a day, both included.
 *
 * <pre>{@code
 * new Span(2021-01-01, 2025-12-31).elapsed(2023-07-02)   // 0.5: day 913 of 1,826
 * }</pre>
 */
public record Span(LocalDate first, LocalDate last) {

  public Span {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("ends before it begins: " + first + ".." + last);
    }
  }

  public static Span year(int year) {
    return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /** The share of its days that are over at the end of {@code day}: 0 before it, 1 after it. */
  public double elapsed(LocalDate day) {
    long days = last.toEpochDay() - first.toEpochDay() + 1;
    long over = day.toEpochDay() - first.toEpochDay() + 1;
    return Math.max(0, Math.min(1, (double) over / days));
  }
}
