package furong.plan;

import furong.base.Text;

/**
 * One numbered action of the plan.
 *
 * @param id its running number: {@code 11}
 * @param of the section that it stands in
 * @param summary in our words
 */
public record Action(String id, String of, Text title, Text summary) implements Item {
  @Override
  public Kind kind() {
    return Kind.ACTION;
  }
}
