package furong.notify;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.city.Divisions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition on one label.
 *
 * <pre>
 * rule=air.heavy          that rule
 * rule=air.*|water.*      any of these beginnings
 * level!=1                all but red
 * division=510104         in or below that division
 * </pre>
 *
 * There are no regular expressions: they are read wrongly by people and can be made to cost without
 * bound.
 */
public record Matcher(String label, boolean negated, List<String> values) {

  private static final Pattern SHAPE = Pattern.compile("([a-z]+)\\s*(!?=)\\s*(.+)");

  /** Longest text of one condition: some thirty rules by name. */
  private static final int MAX_TEXT = 1_000;

  public Matcher {
    values = List.copyOf(values);
  }

  /** Reads one condition. */
  public static Result<Matcher> parse(String text) {
    var shape = SHAPE.matcher(text.strip());
    if (text.length() > MAX_TEXT || !shape.matches()) {
      return refused(text, "a condition is label=value|value or label!=value");
    }
    if (!Labels.NAMES.contains(shape.group(1))) {
      return refused(text, "a label is one of " + Labels.NAMES.stream().sorted().toList());
    }
    List<String> values = new ArrayList<>();
    for (String value : shape.group(3).split("\\|", -1)) {
      if (value.isBlank()) {
        return refused(text, "a value is empty");
      }
      values.add(value.strip());
    }
    return Result.ok(new Matcher(shape.group(1), shape.group(2).startsWith("!"), values));
  }

  /** Reads all of them, or refuses with every fault. */
  public static Result<List<Matcher>> parseAll(List<String> texts) {
    List<Matcher> all = new ArrayList<>();
    List<Notice> faults = new ArrayList<>();
    for (String text : texts) {
      switch (parse(text)) {
        case Result.Ok<Matcher>(Matcher m) -> all.add(m);
        case Result.Refused<Matcher>(var why, var notices) -> faults.addAll(notices);
      }
    }
    return faults.isEmpty()
        ? Result.ok(all)
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private static Result<Matcher> refused(String text, String message) {
    return Result.refused(Refusal.INVALID, Notice.of("calm.matcher", text, message));
  }

  public boolean matches(Labels labels) {
    String actual = labels.get(label);
    boolean any = false;
    for (String value : values) {
      any |= matches(actual, value);
    }
    return any != negated;
  }

  private boolean matches(String actual, String value) {
    if (label.equals("division")) {
      return Divisions.isWithin(actual, value);
    }
    return value.endsWith("*")
        ? actual.startsWith(value.substring(0, value.length() - 1))
        : actual.equals(value);
  }

  static boolean all(List<Matcher> matchers, Labels labels) {
    for (Matcher matcher : matchers) {
      if (!matcher.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return label + (negated ? "!=" : "=") + String.join("|", values);
  }
}
