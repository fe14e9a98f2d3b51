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
import java.util.stream.Collectors;

/** What the packs say, in the terms of case work. */
public final class PackCaseBook implements CaseBook {

  private final PackBook packs;
  private final Map<String, CaseProcedure> ofCity;

  /**
   * @param ofCity procedures that the city has beside those of its packs
   */
  public PackCaseBook(PackBook packs, List<CaseProcedure> ofCity) {
    this.packs = packs;
    this.ofCity = ofCity.stream().collect(Collectors.toMap(CaseProcedure::id, p -> p));
  }

  @Override
  public Optional<RuleInfo> rule(String id) {
    return packs.findRule(id).map(PackCaseBook::info);
  }

  @Override
  public Optional<CaseProcedure> procedure(String id) {
    return Optional.ofNullable(ofCity.get(id))
        .or(() -> packs.findProcedure(id).map(PackCaseBook::procedure));
  }

  private static RuleInfo info(Rule rule) {
    return new RuleInfo(
        rule.id(),
        rule.pack(),
        rule.title(),
        rule.why(),
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
        limits,
        procedure.evidence().stream()
            .map(word -> Need.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList());
  }
}
