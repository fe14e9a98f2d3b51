package furong.cases;

import furong.base.WorkTime;
import furong.pack.PackBook;
import furong.pack.Procedure;
import furong.pack.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the packs say, in the terms of case work. */
public final class PackCaseBook implements CaseBook {

  private final PackBook packs;

  public PackCaseBook(PackBook packs) {
    this.packs = packs;
  }

  @Override
  public Optional<RuleInfo> rule(String id) {
    return packs.findRule(id).map(PackCaseBook::info);
  }

  @Override
  public Optional<CaseProcedure> procedure(String id) {
    return packs.findProcedure(id).map(PackCaseBook::procedure);
  }

  private static RuleInfo info(Rule rule) {
    return new RuleInfo(
        rule.id(),
        rule.pack(),
        rule.title(),
        rule.why(),
        rule.falseAlarms(),
        rule.reference(),
        rule.procedure(),
        rule.muteWhen().contains(Rule.Mute.CASE_OPEN_ON_THING),
        rule.muteWhen().contains(Rule.Mute.CASE_OPEN_IN_DIVISION));
  }

  private static CaseProcedure procedure(Procedure procedure) {
    Map<Stage, WorkTime> limits = new EnumMap<>(Stage.class);
    for (Stage stage : List.of(Stage.values())) {
      procedure
          .limit(stage.name().toLowerCase(Locale.ROOT))
          .ifPresent(limit -> limits.put(stage, limit));
    }
    return new CaseProcedure(
        procedure.id(),
        procedure.category(),
        procedure.categoryTitle(),
        procedure.role(),
        procedure.steps(),
        limits);
  }
}
