package furong.pack;

import furong.base.Text;
import java.util.List;

/**
 * A function of the rule language: one row of {@link Functions}.
 *
 * @param args what it is called with
 * @param result what it gives
 * @param what one sentence about it
 */
public record Function(String name, List<Kind> args, Kind result, Text what) {

  /** The types of the language. */
  public enum Kind {
    /** A property of the thing. */
    SERIES("p"),
    /** A span of time. */
    SPAN("span"),
    /** A number with a unit. */
    NUMBER("x"),
    /** A rule whose alerts are asked for. */
    RULE("rule"),
    /** An indicator whose figures are asked for. */
    INDICATOR("indicator"),
    /** A level of alerts. */
    LEVEL("level"),
    /** A truth value, or "cannot judge". */
    TRUTH("condition");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** How a signature writes it. */
    public String word() {
      return word;
    }
  }

  public Function {
    args = List.copyOf(args);
  }

  /** The signature as a person writes it: {@code share(condition, span)}. */
  public String signature() {
    return name + "(" + String.join(", ", args.stream().map(Kind::word).toList()) + ")";
  }
}
