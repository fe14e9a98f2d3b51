package furong.work.cases;

import furong.base.Text;
import furong.cases.CaseProcedure;
import furong.cases.Lifecycle;
import furong.cases.Need;
import furong.cases.Transition;
import java.util.List;

/**
 * What the reader may do to a case now.
 *
 * @param then what the same people may do right after it, whatever else happens meanwhile: a
 *     telephone without a network takes a case and reports it handled in one go
 */
record AllowedView(
    String action,
    Text title,
    boolean primary,
    boolean rare,
    List<String> needs,
    List<String> offers,
    List<AllowedView> then) {

  /**
   * @param procedure that the case follows: it may ask for more than the row
   */
  static AllowedView of(Transition row, CaseProcedure procedure) {
    List<AllowedView> then =
        row.primary()
            ? Lifecycle.from(row.to()).stream()
                .filter(next -> follows(row, next))
                .map(next -> of(next, procedure, List.of()))
                .toList()
            : List.of();
    return of(row, procedure, then);
  }

  /** By the same people, with nothing more that must hold. */
  private static boolean follows(Transition row, Transition next) {
    return next.primary()
        && next.to() != row.to()
        && next.who().equals(row.who())
        && row.guards().containsAll(next.guards());
  }

  private static AllowedView of(Transition row, CaseProcedure procedure, List<AllowedView> then) {
    return new AllowedView(
        row.action().code(),
        row.action().title(),
        row.primary(),
        row.rare(),
        procedure.needs(row).stream().map(Need::code).toList(),
        row.offers().stream().map(Need::code).toList(),
        then);
  }
}
