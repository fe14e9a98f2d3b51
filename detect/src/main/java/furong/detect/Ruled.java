package furong.detect;

import furong.pack.Index;
import furong.pack.IndexItem;
import furong.pack.IndexRuleSet;
import furong.pack.RuleProgram;
import furong.pack.Take;
import java.util.List;

/**
 * A rule as it meets things that observe the same properties: which of their series stands for
 * which property of its program. The same for all of them, so made once a {@link Shape}.
 */
final class Ruled {

  /** In place of a series: the thing does not observe that. */
  private static final int NONE = -1;

  final String rule;
  final RuleProgram program;

  /** What its judgement depends on, as {@link RuleBook#said}. */
  final String said;

  final Timing timing;

  private final int[] series;
  private final int[][][] indexes;
  private final Take[][][] means;
  private final int[] heard;

  Ruled(RuleProgram program, RuleBook book, List<String> has) {
    this.rule = program.rule().id();
    this.program = program;
    this.said = book.said(rule);
    this.timing = book.timing(program);
    this.series = program.properties().stream().mapToInt(has::indexOf).toArray();
    this.indexes = new int[program.indexes().size()][][];
    this.means = new Take[indexes.length][][];
    for (int k = 0; k < indexes.length; k++) {
      Index index = program.indexes().get(k);
      indexes[k] = index.ruleSets().stream().map(set -> items(set, has)).toArray(int[][]::new);
      means[k] = index.ruleSets().stream().map(set -> means(set, book)).toArray(Take[][]::new);
    }
    RuleProgram.SilenceProgram silence = program.silence();
    this.heard =
        silence == null
            ? new int[0]
            : silence.properties().stream().mapToInt(has::indexOf).filter(i -> i != NONE).toArray();
  }

  private static int[] items(IndexRuleSet set, List<String> has) {
    return set.items().stream().map(IndexItem::property).mapToInt(has::indexOf).toArray();
  }

  private static Take[] means(IndexRuleSet set, RuleBook book) {
    return set.items().stream()
        .map(item -> Take.of(book.mean(item.property())))
        .toArray(Take[]::new);
  }

  /** Which series of the thing a property of the program is; negative when it has none. */
  int series(int property) {
    return series[property];
  }

  /** Which series the items of an index are, by its rule sets; negative ones are not there. */
  int[][] index(int number) {
    return indexes[number];
  }

  /** How the items of an index are averaged, by its rule sets. */
  Take[][] means(int number) {
    return means[number];
  }

  boolean heardAt(Series[] all, long time) {
    for (int i : heard) {
      if (all[i].heardAt(time)) {
        return true;
      }
    }
    return false;
  }
}
