package furong.plan;

import furong.base.Text;

/** Something in the plan that a unit can promise and report on. */
public interface Item {

  /** What it is. */
  enum Kind {
    ACTION(Text.of("行动", "Action")),
    TARGET(Text.of("目标", "Target")),
    TASK(Text.of("任务", "Task")),
    MILESTONE(Text.of("里程碑", "Milestone")),
    PROJECT(Text.of("项目", "Project"));

    private final Text title;

    Kind(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  /** Unique in the plan: {@code 11}, {@code A23}, {@code B62}, {@code C07}, {@code X31}. */
  String id();

  /** The action that it belongs to, or the goal where the plan numbers no action. */
  String of();

  Text title();

  Kind kind();
}
