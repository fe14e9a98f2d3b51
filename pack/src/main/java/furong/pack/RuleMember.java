package furong.pack;

import java.util.List;

/**
 * What a rule across things asks of each thing: {@code last(depth) > params.deep}.
 *
 * @param text as the rule writes it
 * @param unit UCUM code; {@code bool} for a condition
 * @param shown what a person wants to see of a thing: of a condition the first value that it looks
 *     at, else the value itself
 * @param bounds what the condition holds values against; empty for a number
 * @param needs what a thing must observe to be asked, and how far back it is looked at: a program
 *     without levels
 */
public record RuleMember(
    String text,
    String unit,
    Expr value,
    RuleInput shown,
    List<RuleProgram.Bound> bounds,
    RuleProgram needs) {

  public RuleMember {
    bounds = List.copyOf(bounds);
  }

  /** Between the text and the id of the thing; CEL knows no such sign. */
  private static final char AT = '@';

  /** Whether it is a condition rather than a number. */
  public boolean isCondition() {
    return unit.equals(Part.BOOL);
  }

  /** The same for the same question of the same rule. */
  public String key() {
    return needs.rule().id() + "|" + text;
  }

  /** What an alert calls the value of a thing: {@code last(depth)@57}. */
  public String quote(long thing) {
    return shown.name() + AT + thing;
  }

  /** The thing that a quoted name is of; 0 when it is a value of the rule as a whole. */
  public static long thing(String quoted) {
    int at = quoted.lastIndexOf(AT);
    return at < 0 ? 0 : Long.parseLong(quoted.substring(at + 1));
  }

  /** The text of a quoted name without its thing. */
  public static String text(String quoted) {
    int at = quoted.lastIndexOf(AT);
    return at < 0 ? quoted : quoted.substring(0, at);
  }
}
