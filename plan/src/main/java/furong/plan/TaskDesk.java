package furong.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.PlanDesk.Promise;
import furong.plan.RegisterEntry.Sort;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the plan is broken down (任务分解): a task or a project is added to a section or an action,
 * with the unit that promises it. From then on it is an item like those of the text: promised anew,
 * reported, judged and evaluated. A month that is open already does not take it in; the next one
 * does.
 */
public final class TaskDesk {

  /** Most rows of one table: a city's year has some hundred tasks. */
  public static final int MAX_ROWS = 2_000;

  /**
   * A task or project to add.
   *
   * @param place {@code row 7} of a table, for what is wrong with it; empty for a single one
   * @param of the section or action that it belongs to
   * @param titleEn may be empty
   * @param budget of a project, in 10,000 yuan; null for none
   */
  public record Draft(
      String place,
      Sort sort,
      String of,
      String title,
      String titleEn,
      String unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      String words,
      @Nullable Double budget) {

    public Draft {
      if (sort != Sort.TASK && sort != Sort.PROJECT) {
        throw new IllegalArgumentException("a task or a project, not " + sort);
      }
      title = title.strip();
      titleEn = titleEn.strip();
    }
  }

  private final PlanOffice office;
  private final PlanDesk promises;
  private final RegisterStore store;

  public TaskDesk(PlanOffice office, PlanDesk promises, RegisterStore store) {
    this.office = office;
    this.promises = promises;
    this.store = store;
  }

  /** Whether {@code user} may add and end tasks. */
  public boolean may(User user) {
    return !office.plan().isNone() && permit(user).isOk();
  }

  /**
   * Adds all of them, or none and what is wrong at each place.
   *
   * @param reason stands with each promise
   * @return their names in the plan
   */
  public Result<List<String>> add(Caller caller, List<Draft> drafts, String reason) {
    return permit(caller.user())
        .then(role -> {
          List<Notice> wrong = wrong(drafts, reason);
          return wrong.isEmpty()
              ? office.transactions().inOne(() -> Result.ok(keep(caller, role, drafts, reason)))
              : new Result.Refused<>(Refusal.INVALID, wrong);
        });
  }

  private List<String> keep(Caller caller, Role role, List<Draft> drafts, String reason) {
    Instant now = office.time().instant();
    List<String> ids = new ArrayList<>();
    for (Draft d : drafts) {
      RegisterEntry kept =
          store.add(
              new RegisterEntry(
                  0,
                  d.sort(),
                  RegisterState.RUNNING,
                  Text.of(d.title(), d.titleEn()),
                  d.words().strip(),
                  d.of(),
                  d.unit(),
                  null,
                  "",
                  null,
                  now,
                  now,
                  null,
                  1));
      String id = TaskBook.id(kept);
      office.note(
          caller,
          role.name(),
          "task_add",
          id,
          Map.of(),
          Map.of("title", d.title(), "of", d.of(), "sort", d.sort().name()),
          now);
      promises.change(caller, role, promise(d, id, reason)).orThrow();
      ids.add(id);
    }
    office.transactions().afterCommit(office.book()::refresh);
    return ids;
  }

  private static Promise promise(Draft d, String id, String reason) {
    return new Promise(id, 0, d.unit(), d.first(), d.due(), d.words(), reason, d.budget());
  }

  private List<Notice> wrong(List<Draft> drafts, String reason) {
    if (drafts.isEmpty() || drafts.size() > MAX_ROWS) {
      return List.of(
          Notice.of("plan.rows", "", "1 to " + MAX_ROWS + " tasks, not " + drafts.size()));
    }
    Plan plan = office.plan();
    Set<String> parents = new HashSet<>();
    plan.actions().forEach(a -> parents.add(a.id()));
    plan.goals().forEach(g -> parents.add(g.id()));
    Map<String, String> known = new HashMap<>();
    Map<String, Commitment> now = Commitments.of(office.promises().changes(null));
    plan.items()
        .filter(i -> TaskBook.isAdded(i.id()))
        .forEach(i ->
            known.put(
                key(i.of(), i.title().zh(), now.getOrDefault(i.id(), Commitment.NONE).unit()),
                i.id()));
    List<Notice> wrong = new ArrayList<>();
    for (Draft d : drafts) {
      wrong(d, reason, parents).ifPresent(wrong::add);
      @Nullable String other =
          known.putIfAbsent(
              key(d.of(), d.title(), d.unit()), d.place().isEmpty() ? "-" : d.place());
      if (other != null) {
        wrong.add(
            at(d, Notice.of("plan.twice", "title", "The unit has that task already: " + other)));
      }
    }
    return wrong;
  }

  private static String key(String of, String title, @Nullable String unit) {
    return of + "\n" + title + "\n" + unit;
  }

  private Optional<Notice> wrong(Draft d, String reason, Set<String> parents) {
    if (d.title().isEmpty()
        || d.title().length() > RegisterDesk.MAX_TITLE
        || d.titleEn().length() > RegisterDesk.MAX_TITLE) {
      return Optional.of(
          at(
              d,
              Notice.of("plan.title", "title", "1 to " + RegisterDesk.MAX_TITLE + " characters")));
    }
    if (!parents.contains(d.of())) {
      return Optional.of(
          at(d, Notice.of("plan.of", "of", "There is no section or action " + d.of())));
    }
    return promises
        .wrong(promise(d, "", reason), d.sort() == Sort.PROJECT)
        .map(notice -> at(d, notice));
  }

  private static Notice at(Draft d, Notice notice) {
    return d.place().isEmpty()
        ? notice
        : Notice.of(notice.code(), d.place(), notice.place() + ": " + notice.message());
  }

  /**
   * Ends a task or project that was added: its promise is taken back with the reason, no further
   * month asks for it, and what was reported stays.
   *
   * @param version of the promise that the person saw
   */
  public Result<Commitment> end(Caller caller, String item, long version, String reason) {
    return permit(caller.user())
        .then(role -> office.transactions().inOne(() -> end(caller, role, item, version, reason)));
  }

  private Result<Commitment> end(
      Caller caller, Role role, String item, long version, String reason) {
    Optional<RegisterEntry> found =
        TaskBook.isAdded(item)
            ? store.find(TaskBook.number(item)).filter(e -> TaskBook.id(e).equals(item))
            : Optional.empty();
    if (found.isEmpty()) {
      return PlanRules.refused(
          Refusal.NOT_FOUND, "plan.item", "No task or project " + item + " was added");
    }
    RegisterEntry before = found.get();
    if (before.state() != RegisterState.RUNNING) {
      return PlanRules.refused(Refusal.CONFLICT, "plan.state", item + " has ended already");
    }
    Promise back = new Promise(item, version, null, null, null, "", reason);
    Optional<Notice> wrong = promises.wrong(back);
    if (wrong.isPresent()) {
      return Result.refused(Refusal.INVALID, wrong.get());
    }
    return promises
        .change(caller, role, back)
        .then(after -> {
          Instant now = office.time().instant();
          if (!store.update(before.next(RegisterState.ENDED, null, now))) {
            throw new IllegalStateException(item + " changed while its promise was held");
          }
          office.note(
              caller,
              role.name(),
              "task_end",
              item,
              Map.of("state", before.state().name()),
              Map.of("state", RegisterState.ENDED.name(), "reason", reason.strip()),
              now);
          office.transactions().afterCommit(office.book()::refresh);
          return Result.ok(after);
        });
  }

  private Result<Role> permit(User user) {
    return Rights.may(user, Set.of(Role.PLANNER), office.root());
  }
}
