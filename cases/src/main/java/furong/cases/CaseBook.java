package furong.cases;

import furong.base.Text;
import java.util.Optional;

/** Port: what the packs say about rules and procedures, in the terms of case work. */
public interface CaseBook {

  /**
   * A rule as alerts and cases show it.
   *
   * @param why the harm that it warns of
   * @param falseAlarms what is known to set it off without harm
   * @param reference standards and publications
   * @param procedure id of the procedure that its cases follow; empty when it opens none
   * @param muteOnThing an open case of this procedure on the same thing keeps it quiet
   * @param muteInDivision an open case of this procedure in the same division keeps it quiet
   */
  record RuleInfo(
      String id,
      String pack,
      Text title,
      Text why,
      String procedure,
      boolean muteOnThing,
      boolean muteInDivision) {}

  Optional<RuleInfo> rule(String id);

  Optional<CaseProcedure> procedure(String id);
}
