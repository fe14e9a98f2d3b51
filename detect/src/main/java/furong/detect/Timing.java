package furong.detect;

import furong.detect.RuleBook.Watched;
import furong.pack.RuleProgram;
import java.util.List;

/**
 * What a rule needs to know of times that is the same for every thing, by the number of the
 * property or index in its program: made once a rule book, for a city has a million states of a
 * rule.
 */
final class Timing {

  static final Timing NONE = new Timing(0, 0);

  /** Longest quiet time of each property that means nothing. */
  final long[] silenceMs;

  /** How often each property is heard. */
  final long[] everyMs;

  /** When each rule set of each index begins. */
  final long[][] ruleSetStarts;

  /** The longest silence of everything that the rule depends on. */
  long holdMs;

  private Timing(int properties, int indexes) {
    silenceMs = new long[properties];
    everyMs = new long[properties];
    ruleSetStarts = new long[indexes][];
  }

  static Timing of(RuleProgram program, RuleBook book) {
    List<String> properties = program.properties();
    Timing timing = new Timing(properties.size(), program.indexes().size());
    for (int i = 0; i < properties.size(); i++) {
      Watched watched = book.watched(properties.get(i));
      timing.silenceMs[i] = watched == null ? 0 : watched.silenceMs();
      timing.everyMs[i] = watched == null ? 0 : watched.everyMs();
    }
    for (int k = 0; k < program.indexes().size(); k++) {
      timing.ruleSetStarts[k] = book.ruleSetStarts(program.indexes().get(k));
    }
    for (String property : RuleBook.dependsOn(program)) {
      Watched watched = book.watched(property);
      timing.holdMs = Math.max(timing.holdMs, watched == null ? 0 : watched.silenceMs());
    }
    return timing;
  }
}
