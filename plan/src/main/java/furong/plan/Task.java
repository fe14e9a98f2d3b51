package furong.plan;

import furong.base.Text;

/** A system, register or mechanism that the plan has built, or a task that was added to it. */
public record Task(String id, String of, Text title) implements Item {
  @Override
  public Kind kind() {
    return Kind.TASK;
  }
}
