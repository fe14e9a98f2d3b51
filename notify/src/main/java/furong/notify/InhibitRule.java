package furong.notify;

import furong.base.Text;
import java.util.List;

/**
 * While an alert of {@code source} is open, alerts of {@code target} with the same values of the
 * labels in {@code equal} are quiet. One that matches both sides is a source only, so that two
 * alike never silence each other.
 */
public record InhibitRule(
    String id, Text why, List<Matcher> source, List<Matcher> target, List<String> equal) {

  public InhibitRule {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
    if (source.isEmpty() || target.isEmpty() || !Labels.NAMES.containsAll(equal)) {
      throw new IllegalArgumentException(id + ": source, target and labels of " + Labels.NAMES);
    }
  }
}
