package furong.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.AuditEntry;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the plan's text: kept when the files say something else, each with its author.
 */
public final class TextDesk {

  private final PlanOffice office;

  public TextDesk(PlanOffice office) {
    this.office = office;
  }

  /**
   * Keeps what the plan's files say now, unless the last version kept says the same. Cost: reads
   * all versions; done once at a start.
   *
   * @param text of the files alone
   * @param said what the files say of their last change; null for nothing. It is the new version's
   *     author unless an earlier version has it: then this change was made by somebody not named
   * @return the version that stands; null where the city has no plan
   */
  public @Nullable PlanText keepText(Plan text, @Nullable Amended said) {
    if (text.isNone()) {
      return null;
    }
    return office
        .transactions()
        .inOne(() -> {
          List<PlanText> kept = office.promises().texts();
          boolean told = kept.stream().anyMatch(t -> Objects.equals(t.amended(), said));
          @Nullable Amended author = told ? null : said;
          @Nullable PlanText last = kept.isEmpty() ? null : kept.getLast();
          PlanText now =
              PlanText.of(last == null ? 1 : last.version() + 1, office.time().instant(), text)
                  .by(author);
          if (last != null && now.saysAs(last)) {
            return author == null || last.amended() != null ? last : named(last, author);
          }
          // another server that started with the same files may have been faster
          if (office.promises().append(now)) {
            int changes = last == null ? now.lines().size() : now.changesSince(last).size();
            Map<String, String> facts = facts(author);
            facts.put("changes", String.valueOf(changes));
            bySystem(now.version(), facts);
          }
          return now;
        });
  }

  /** The files name the author of a version that was kept before. */
  private PlanText named(PlanText last, Amended author) {
    office.promises().amend(last.version(), author);
    bySystem(last.version(), facts(author));
    return last.by(author);
  }

  private void bySystem(long version, Map<String, String> facts) {
    office
        .audit()
        .append(
            AuditEntry.bySystem(
                office.time().instant(), "plan.text", "plan/text/" + version, facts));
  }

  /** What a planner says of a version whose files name nobody. */
  public Result<PlanText> name(
      Caller caller, long version, String by, @Nullable LocalDate on, String why) {
    return Rights.may(caller.user(), Set.of(Role.PLANNER), office.root())
        .then(role ->
            office
                .transactions()
                .inOne(() -> {
                  Optional<PlanText> found =
                      office.promises().texts().stream()
                          .filter(t -> t.version() == version)
                          .findFirst();
                  return found.isEmpty()
                      ? PlanRules.refused(
                          Refusal.NOT_FOUND, "plan.text", "There is no version " + version)
                      : named(caller, role, found.get(), by, on, why);
                }));
  }

  private Result<PlanText> named(
      Caller caller, Role role, PlanText text, String by, @Nullable LocalDate on, String why) {
    @Nullable Amended before = text.amended();
    if (before != null && before.toldBy() == null) {
      return refused(Refusal.CONFLICT, "by", "规划文件已注明修订人", "The plan's files name who changed it");
    }
    LocalDate read = text.at().atZone(office.city().zone()).toLocalDate();
    if (on == null || on.isAfter(read)) {
      return refused(
          Refusal.INVALID,
          "on",
          "修订日期不晚于平台读入的 " + read,
          "It was changed by " + read + ", when it was read");
    }
    if (by.isBlank() || why.isBlank() || by.length() + why.length() > PlanRules.MAX_WORDS) {
      return refused(Refusal.INVALID, "by", "请填写修订人与原因", "Who changed it, and why");
    }
    Amended now = new Amended(by, on, why, caller.user().name().zh());
    office.promises().amend(text.version(), now);
    office.note(
        caller,
        role.name(),
        "text_author",
        "text/" + text.version(),
        facts(before),
        facts(now),
        office.time().instant());
    return Result.ok(text.by(now));
  }

  private static Result<PlanText> refused(Refusal how, String field, String zh, String en) {
    return Result.refused(how, Notice.of("plan.text-author", field, Text.of(zh, en)));
  }

  private static Map<String, String> facts(@Nullable Amended amended) {
    Map<String, String> facts = new TreeMap<>();
    if (amended != null) {
      facts.put("by", amended.by());
      facts.put("on", amended.on().toString());
      facts.put("why", amended.why());
    }
    return facts;
  }
}
