package furong.steer.plan;

import furong.plan.Item;
import furong.plan.Progress;
import furong.plan.Progress.Basis;
import furong.plan.Standing;
import furong.steer.plan.PlanDocuments.GoalView;
import furong.steer.plan.PlanDocuments.ItemLine;
import furong.steer.plan.PlanDocuments.StandingView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts up the tree of the plan how the items below a goal or an action stand. */
final class PlanStandings {

  private final Map<String, List<ItemLine>> items;
  private final Map<String, List<GoalView>> goals;

  PlanStandings(List<GoalView> goals, List<ItemLine> items) {
    this.items = items.stream().collect(Collectors.groupingBy(ItemLine::of));
    this.goals =
        goals.stream()
            .filter(g -> g.parent() != null)
            .collect(Collectors.groupingBy(g -> Objects.requireNonNull(g.parent())));
  }

  GoalView with(GoalView goal) {
    return new GoalView(
        goal.id(), goal.parent(), goal.number(), goal.title(), goal.named(), view(goal.id()));
  }

  ItemLine with(ItemLine line) {
    return isAction(line) ? line.standing(view(line.id())) : line;
  }

  /** Null where nothing belongs to it. */
  @Nullable StandingView view(String id) {
    return StandingView.of(below(id));
  }

  Standing below(String id) {
    Standing sum = Standing.NONE;
    for (ItemLine line : items.getOrDefault(id, List.of())) {
      Standing inner = below(line.id());
      if (!isAction(line)) {
        sum = sum.plus(one(line)).plus(inner);
      } else {
        sum = sum.plus(inner.all() == 0 ? one(line) : inner);
      }
    }
    for (GoalView goal : goals.getOrDefault(id, List.of())) {
      sum = sum.plus(below(goal.id()));
    }
    return sum;
  }

  private static boolean isAction(ItemLine line) {
    return line.kind().code().equals(Item.Kind.ACTION.name());
  }

  private static Standing one(ItemLine line) {
    return Standing.one(
        new Progress(
            line.progress().percent(),
            Basis.valueOf(line.progress().basis()),
            line.progress().met()),
        line.pace(),
        !line.flags().isEmpty());
  }
}
