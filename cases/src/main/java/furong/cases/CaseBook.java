package furong.cases;

import furong.base.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what the packs say about rules and procedures, in the terms of case work. */
public interface CaseBook {

  /**
   * A rule as alerts and cases show it.
   *
   * @param value name of the input that the rule watches; empty when it watches no single one
   * @param property id of the pack property behind {@code value}; empty when none
   * @param unit of that property
   * @param threshold that {@code value} is held against; null when there is no single one
   * @param procedure id of the procedure that its cases follow; empty when it opens none
   */
  record RuleInfo(
      String id,
      String pack,
      Text title,
      Text why,
      Text falseAlarms,
      Text reference,
      String value,
      String property,
      String unit,
      @Nullable Double threshold,
      String procedure) {}

  Optional<RuleInfo> rule(String id);

  Optional<CaseProcedure> procedure(String id);
}
