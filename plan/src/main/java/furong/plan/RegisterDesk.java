package furong.plan;

import furong.base.Level;
import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.RegisterEntry.Sort;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The risk register and the opportunity list. Risks are watched, judged again and closed;
 * opportunities are drafted, published for everybody, and withdrawn.
 */
public final class RegisterDesk {

  /** Longest title: one line of a list. */
  public static final int MAX_TITLE = 120;

  private static final Set<Role> KEEPERS = Set.of(Role.PLANNER);

  /** What may happen in which state. */
  public enum Act {
    /** Another level, with the reason. */
    JUDGE(RegisterState.OPEN, RegisterState.OPEN, Text.of("重新评级", "Judge again")),
    CLOSE(RegisterState.OPEN, RegisterState.CLOSED, Text.of("解除", "Close")),
    PUBLISH(RegisterState.DRAFT, RegisterState.PUBLISHED, Text.of("发布", "Publish")),
    WITHDRAW(RegisterState.PUBLISHED, RegisterState.WITHDRAWN, Text.of("撤回", "Withdraw"));

    private final RegisterState from;
    private final RegisterState to;
    private final Text title;

    Act(RegisterState from, RegisterState to, Text title) {
      this.from = from;
      this.to = to;
      this.title = title;
    }

    public Text title() {
      return title;
    }

    /** Publishing says nothing that is not in the entry; the others want a reason. */
    public boolean needsReason() {
      return this != PUBLISH;
    }
  }

  /** A new line; {@code level} for a risk only. */
  public record Draft(
      Sort sort,
      Text title,
      String words,
      @Nullable String item,
      String unit,
      @Nullable Level level,
      String contact,
      @Nullable LocalDate until) {}

  private final PlanOffice office;
  private final RegisterStore store;

  public RegisterDesk(PlanOffice office, RegisterStore store) {
    this.office = office;
    this.store = store;
  }

  public Result<RegisterEntry> add(Caller caller, Draft draft) {
    Optional<Notice> wrong = wrong(draft);
    return permit(caller.user())
        .then(role ->
            wrong.isPresent()
                ? Result.refused(Refusal.INVALID, wrong.get())
                : office.transactions().inOne(() -> Result.ok(keep(caller, role, draft))));
  }

  private RegisterEntry keep(Caller caller, Role role, Draft d) {
    Instant now = office.time().instant();
    boolean risk = d.sort() == Sort.RISK;
    RegisterEntry kept =
        store.add(
            new RegisterEntry(
                0,
                d.sort(),
                risk ? RegisterState.OPEN : RegisterState.DRAFT,
                d.title(),
                d.words().strip(),
                d.item(),
                d.unit(),
                d.level(),
                d.contact().strip(),
                d.until(),
                now,
                now,
                null,
                1));
    office.keep(
        caller,
        role,
        "register_add",
        "register/" + kept.id(),
        level(d.level()),
        Map.of(),
        facts(kept, ""),
        now);
    return kept;
  }

  private Optional<Notice> wrong(Draft d) {
    if (d.title().zh().length() > MAX_TITLE || d.title().en().length() > MAX_TITLE) {
      return notice("title", "At most " + MAX_TITLE + " characters");
    }
    if (d.words().isBlank() || d.words().length() > PlanRules.MAX_WORDS) {
      return notice("words", "1 to " + PlanRules.MAX_WORDS + " characters");
    }
    if (d.contact().length() > PlanRules.MAX_WORDS) {
      return notice("contact", "At most " + PlanRules.MAX_WORDS + " characters");
    }
    if (office.city().findOrganisation(d.unit()).isEmpty()) {
      return notice("unit", "There is no organisation " + d.unit());
    }
    if (d.item() != null && office.plan().find(d.item()).isEmpty()) {
      return notice("item", "The plan has no item " + d.item());
    }
    if (d.sort() != Sort.RISK && d.sort() != Sort.OPPORTUNITY) {
      return notice("sort", "Tasks and projects are added to the plan");
    }
    return (d.sort() == Sort.RISK) == (d.level() != null)
        ? Optional.empty()
        : notice("level", "A risk has a level of 1 to 4, an opportunity has none");
  }

  private static Optional<Notice> notice(String place, String message) {
    return Optional.of(Notice.of("register." + place, place, message));
  }

  /** Carries out an act. @param level for {@link Act#JUDGE} */
  public Result<RegisterEntry> act(
      Caller caller, long id, Act act, long version, String reason, @Nullable Level level) {
    return permit(caller.user())
        .then(role ->
            office
                .transactions()
                .inOne(() -> {
                  Optional<RegisterEntry> found = store.find(id);
                  if (found.isEmpty()) {
                    return PlanRules.refused(
                        Refusal.NOT_FOUND, "register.none", "There is no entry " + id);
                  }
                  return check(found.get(), act, version, reason, level)
                      .then(before -> carryOut(caller, role, before, act, reason, level));
                }));
  }

  private Result<RegisterEntry> check(
      RegisterEntry entry, Act act, long version, String reason, @Nullable Level level) {
    if (entry.state() != act.from) {
      return PlanRules.refused(
          Refusal.CONFLICT, "register.state", "While " + entry.state() + " it cannot " + act);
    }
    if (entry.version() != version) {
      return stale(entry.version());
    }
    if (act.needsReason() && reason.isBlank()) {
      return PlanRules.refused(Refusal.INVALID, "register.reason", "That needs a reason");
    }
    if (act == Act.JUDGE && level == null) {
      return PlanRules.refused(Refusal.INVALID, "register.level", "A level is 1 to 4");
    }
    return Result.ok(entry);
  }

  private Result<RegisterEntry> carryOut(
      Caller caller,
      Role role,
      RegisterEntry before,
      Act act,
      String reason,
      @Nullable Level level) {
    Instant now = office.time().instant();
    RegisterEntry after = before.next(act.to, act == Act.JUDGE ? level : before.level(), now);
    if (!store.update(after)) {
      return stale(after.version());
    }
    String name = "register_" + act.name().toLowerCase(Locale.ROOT);
    String levels = act == Act.JUDGE ? level(before.level()) + " → " + level(level) + " " : "";
    office.keep(
        caller,
        role,
        name,
        "register/" + after.id(),
        levels + reason.strip(),
        facts(before, ""),
        facts(after, reason),
        now);
    return Result.ok(after);
  }

  /** As a line of the timeline names it. */
  private static String level(@Nullable Level level) {
    return level == null ? "" : level.name() + " 级";
  }

  private static Result<RegisterEntry> stale(long version) {
    return PlanRules.refused(
        Refusal.CONFLICT, "register.version", "It has changed: it is at version " + version);
  }

  /** What {@code user} may do to the entry. */
  public List<Act> allowed(User user, RegisterEntry entry) {
    return permit(user).isOk()
        ? List.of(Act.values()).stream().filter(act -> act.from == entry.state()).toList()
        : List.of();
  }

  public boolean mayAdd(User user) {
    return permit(user).isOk();
  }

  private Result<Role> permit(User user) {
    return Rights.may(user, KEEPERS, office.root());
  }

  private static Map<String, String> facts(RegisterEntry e, String reason) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", e.state().name());
    facts.put("title", e.title().zh());
    @Nullable Level level = e.level();
    if (level != null) {
      facts.put("level", level.name());
    }
    if (!reason.isBlank()) {
      facts.put("reason", reason.strip());
    }
    return facts;
  }
}
