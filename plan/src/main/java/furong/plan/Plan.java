package furong.plan;

import furong.base.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A city's plan as data: goals, actions, and what is to come of them. Some 350 items of its text
 * and some hundred that were added; every question walks over them.
 *
 * @param id short; empty when the city has no plan
 * @param span the years that the plan is for
 * @param rules how it is steered month by month
 * @param open what everybody may see of it
 * @param ended tasks and projects that were added and are steered no longer; they are found, and
 *     are no items
 */
public record Plan(
    String id,
    Text title,
    Text shortTitle,
    Span span,
    String source,
    List<Goal> goals,
    List<Action> actions,
    List<Target> targets,
    List<Task> tasks,
    List<Milestone> milestones,
    List<Project> projects,
    SteeringRules rules,
    Set<Shown> open,
    List<Item> ended) {

  /** Something that a city may show to everybody. */
  public enum Shown {
    /** Goals, actions and what the targets ask. */
    TEXT,
    /** The engine's figures for targets. */
    FIGURES,
    /** What the last closed evaluation came to. */
    VERDICTS,
    /** The published opportunity list. */
    OPPORTUNITIES
  }

  public Plan {
    goals = List.copyOf(goals);
    actions = List.copyOf(actions);
    targets = List.copyOf(targets);
    tasks = List.copyOf(tasks);
    milestones = List.copyOf(milestones);
    projects = List.copyOf(projects);
    open = Set.copyOf(open);
    ended = List.copyOf(ended);
  }

  /** The same text with what was added to it. */
  Plan with(List<Task> moreTasks, List<Project> moreProjects, List<Item> nowEnded) {
    return new Plan(
        id,
        title,
        shortTitle,
        span,
        source,
        goals,
        actions,
        targets,
        Stream.concat(tasks.stream(), moreTasks.stream()).toList(),
        milestones,
        Stream.concat(projects.stream(), moreProjects.stream()).toList(),
        rules,
        open,
        nowEnded);
  }

  /** A city without a plan. */
  public static Plan none() {
    return new Plan(
        "",
        Text.of("没有规划", "No plan"),
        Text.of("没有规划", "No plan"),
        Span.year(1970),
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        SteeringRules.none(),
        Set.of(),
        List.of());
  }

  public boolean isNone() {
    return id.isEmpty();
  }

  /** All items: the actions, then what belongs to them. */
  public Stream<Item> items() {
    return Stream.of(actions, targets, milestones, tasks, projects).flatMap(List::stream);
  }

  public Optional<Item> find(String item) {
    return Stream.concat(items(), ended.stream()).filter(i -> i.id().equals(item)).findFirst();
  }

  /** Whether it is an item that has money of its own. */
  boolean isProject(String item) {
    return find(item).filter(i -> i.kind() == Item.Kind.PROJECT).isPresent();
  }

  public Optional<Goal> findGoal(String goal) {
    return goals.stream().filter(g -> g.id().equals(goal)).findFirst();
  }

  public Optional<Action> findAction(String action) {
    return actions.stream().filter(a -> a.id().equals(action)).findFirst();
  }

  /** What stands right under an action or a goal. */
  public List<Item> under(String id) {
    return items().filter(i -> i.of().equals(id)).toList();
  }
}
