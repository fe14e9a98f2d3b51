package furong.reported;

import furong.base.Period;
import furong.evaluation.Tally;
import furong.indicators.CaseFigures.Figure;
import furong.indicators.CaseShare;
import furong.indicators.PackIndicators;
import furong.pack.PackBook;
import furong.pack.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published rate of case work with the counts that it was made of.
 *
 * @param counts by name, as {@link Tally} calls them with hyphens: {@code due-to-close}
 * @param tolerance how far the published value may lie off, because it was rounded
 */
public record CaseVector(
    String pack,
    String indicator,
    Map<String, Double> counts,
    double expected,
    double tolerance,
    Place place)
    implements Proof {

  /** In the order of {@link Tally}. */
  static final List<String> NAMES =
      List.of(
          "received",
          "registered",
          "reported",
          "due-to-handle",
          "handled",
          "handled-in-time",
          "overdue",
          "extended",
          "due-to-close",
          "closed",
          "closed-in-time",
          "reworked");

  /** Any month that is over: a rate does not depend on it. */
  private static final Period MONTH = Period.parse("2016-12");

  public CaseVector {
    counts = Map.copyOf(counts);
  }

  @Override
  public String disagreement(PackBook book) {
    Optional<CaseShare> share =
        PackIndicators.caseShares(book).stream().filter(s -> s.id().equals(indicator)).findFirst();
    if (share.isEmpty()) {
      return "there is no rate of cases " + indicator;
    }
    Instant after = MONTH.in(ZoneOffset.UTC).end();
    @Nullable Double got =
        share.get().value("510100", MONTH, new Figure(tally(), 0, false), after).value();
    return Proof.compare(got == null ? Double.NaN : got, expected, tolerance);
  }

  private Tally tally() {
    long[] n = NAMES.stream().mapToLong(this::count).toArray();
    return new Tally(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], 0, 0, 0);
  }

  private long count(String name) {
    return Math.round(counts.getOrDefault(name, 0.0));
  }
}
