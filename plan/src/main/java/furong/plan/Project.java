package furong.plan;

import furong.base.Text;

/** A work that the plan calls by name, without a sum or a date, or one that was added to it. */
public record Project(String id, String of, Text title) implements Item {
  @Override
  public Kind kind() {
    return Kind.PROJECT;
  }
}
