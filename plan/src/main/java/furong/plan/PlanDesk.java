package furong.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where promises are made: which unit does what of the plan, from when to when. */
public final class PlanDesk {

  /**
   * A promise.
   *
   * @param version of the commitment that the person saw
   * @param reason why it is made or changed; stays visible
   * @param budget of a project, in 10,000 yuan; null for none
   */
  public record Promise(
      String item,
      long version,
      @Nullable String unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      String words,
      String reason,
      @Nullable Double budget) {

    /** A promise without a sum. */
    public Promise(
        String item,
        long version,
        @Nullable String unit,
        @Nullable LocalDate first,
        @Nullable LocalDate due,
        String words,
        String reason) {
      this(item, version, unit, first, due, words, reason, null);
    }
  }

  private final PlanOffice office;

  public PlanDesk(PlanOffice office) {
    this.office = office;
  }

  /** Makes or changes a promise, or refuses it with the reason. */
  public Result<Commitment> promise(Caller caller, Promise promise) {
    if (office.plan().find(promise.item()).isEmpty()) {
      return PlanRules.refused(
          Refusal.NOT_FOUND, "plan.item", "The plan has no item " + promise.item());
    }
    if (office.plan().ended().stream().anyMatch(item -> item.id().equals(promise.item()))) {
      return PlanRules.refused(
          Refusal.CONFLICT, "plan.ended", promise.item() + " is steered no longer");
    }
    Optional<Notice> wrong = wrong(promise);
    return Rights.may(caller.user(), Set.of(Role.PLANNER), office.root())
        .then(role ->
            wrong.isPresent()
                ? Result.refused(Refusal.INVALID, wrong.get())
                : office.transactions().inOne(() -> change(caller, role, promise)));
  }

  /** What speaks against a promise besides who makes it. */
  Optional<Notice> wrong(Promise p) {
    return wrong(p, office.plan().isProject(p.item()));
  }

  /** The same of an item that is not added yet. */
  Optional<Notice> wrong(Promise p, boolean project) {
    if (p.reason().isBlank()) {
      return Optional.of(Notice.of("plan.missing.reason", "reason", "A change needs its reason"));
    }
    if (p.words().length() > PlanRules.MAX_WORDS || p.reason().length() > PlanRules.MAX_WORDS) {
      return Optional.of(
          Notice.of("plan.words", "words", "At most " + PlanRules.MAX_WORDS + " characters"));
    }
    if (p.unit() != null && office.city().findOrganisation(p.unit()).isEmpty()) {
      return Optional.of(Notice.of("plan.unit", "unit", "There is no organisation " + p.unit()));
    }
    if (p.first() != null && p.due() != null && p.due().isBefore(p.first())) {
      return Optional.of(Notice.of("plan.dates", "due", "It is due before it begins"));
    }
    @Nullable Double budget = p.budget();
    if (budget != null) {
      if (!(budget > 0) || budget.isInfinite()) {
        return Optional.of(Notice.of("plan.budget", "budget", "A budget is more than nothing"));
      }
      if (!project) {
        return Optional.of(
            Notice.of("plan.budget", "budget", "Only a project has money of its own"));
      }
    }
    return Optional.empty();
  }

  /** Puts a promise on record that was held against everything. */
  Result<Commitment> change(Caller caller, Role role, Promise p) {
    List<PlanChange> past = office.promises().changes(p.item());
    Commitment before = Commitments.of(past).getOrDefault(p.item(), Commitment.NONE);
    if (before.version() != p.version()) {
      return stale(before.version());
    }
    Commitment after =
        new Commitment(
            before.version() + 1, p.unit(), p.first(), p.due(), p.words().strip(), p.budget());
    Instant now = office.time().instant();
    PlanChange change =
        new PlanChange(
            p.item(),
            now,
            caller.user().id(),
            caller.user().name().zh(),
            before,
            after,
            p.reason().strip());
    if (!office.promises().append(change)) {
      return stale(after.version());
    }
    office.note(
        caller,
        role.name(),
        "promise",
        p.item(),
        facts(before, ""),
        facts(after, change.reason()),
        now);
    return Result.ok(after);
  }

  private static Result<Commitment> stale(long version) {
    return PlanRules.refused(
        Refusal.CONFLICT, "plan.version", "It has changed: it is at version " + version);
  }

  private static Map<String, String> facts(Commitment c, String reason) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, "unit", c.unit());
    put(facts, "first", c.first());
    put(facts, "due", c.due());
    put(facts, "words", c.words().isEmpty() ? null : c.words());
    put(facts, "budget", c.budget());
    put(facts, "reason", reason.isEmpty() ? null : reason);
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }
}
