package furong.plan;

import furong.base.Text;

/** A work that the plan calls by name; it gives neither a sum nor a date. */
public record Project(String id, String of, Text title) implements Item {
  @Override
  public Kind kind() {
    return Kind.PROJECT;
  }
}
