package furong.cases;

import furong.cases.CaseBook.RuleInfo;
import furong.detect.AlertChange;
import furong.detect.Muter;
import java.util.Optional;

/**
 * Keeps an alert quiet while a case covers it: always one of the same rule for the same thing; by
 * the rule's {@code mute_when} also one of the same procedure on the thing or in the division. An
 * alert of a division is covered by a case of the same rule about that division.
 */
public final class CaseMuter implements Muter {

  private final CaseStore cases;
  private final CaseBook book;

  public CaseMuter(CaseStore cases, CaseBook book) {
    this.cases = cases;
    this.book = book;
  }

  /** The open case that covers the alert. */
  Optional<Case> covering(AlertChange change) {
    Optional<RuleInfo> rule = book.rule(change.rule());
    if (change.thing() == 0) {
      return cases.findOpenOfDivision(change.rule(), change.division());
    }
    String onThing = rule.filter(RuleInfo::muteOnThing).map(RuleInfo::procedure).orElse("");
    Optional<Case> same = cases.findOpenOnThing(change.rule(), onThing, change.thing());
    if (same.isPresent() || rule.isEmpty() || !rule.get().muteInDivision()) {
      return same;
    }
    return cases.findOpenInDivision(rule.get().procedure(), change.division());
  }

  @Override
  public Optional<String> mutes(AlertChange change) {
    return covering(change).map(CaseMuter::reason);
  }

  static String reason(Case covering) {
    return covering.number();
  }
}
