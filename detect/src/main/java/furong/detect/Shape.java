package furong.detect;

import furong.base.Mean;
import furong.detect.RuleBook.Watched;
import furong.pack.RuleMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything about a thing that follows from what it observes: a city has a million things and some
 * hundred shapes, each made once a rule book.
 */
final class Shape {

  /** What a rule across things asks of each, and how it meets a thing of this shape. */
  record Question(RuleMember member, Ruled by) {}

  /** Of a thing that observes nothing that a rule looks at. */
  static final Shape NONE = new Shape();

  /** What is observed and looked at, sorted; series are by the numbers in it. */
  final List<String> properties;

  /** For how many weeks the hours of each series are kept. */
  final int[] usualWeeks;

  /** How the readings of each series are averaged. */
  final Mean[] means;

  final long latenessMs;
  final long keepMs;

  /** The rules that judge, in the order of the book. */
  final List<Ruled> rules = new ArrayList<>();

  final List<Question> questions = new ArrayList<>();

  /** Ids of rules that would ask it if the city had said who is a neighbour. */
  final List<String> unasked;

  private Shape() {
    properties = List.of();
    usualWeeks = new int[0];
    means = new Mean[0];
    latenessMs = 0;
    keepMs = 0;
    unasked = List.of();
  }

  /**
   * @param has properties that rules of the book look at
   */
  Shape(Set<String> has, RuleBook book) {
    properties = List.copyOf(new TreeSet<>(has));
    usualWeeks = properties.stream().mapToInt(book::usualWeeks).toArray();
    means = properties.stream().map(book::mean).toArray(Mean[]::new);
    long lateness = 0;
    long keep = 0;
    for (String property : properties) {
      Watched watched = book.watched(property);
      if (watched != null) {
        lateness = Math.max(lateness, watched.latenessMs());
        keep = Math.max(keep, watched.keepMs());
      }
    }
    latenessMs = lateness;
    keepMs = keep;
    unasked = book.unasked(has);
    book.programs(has).forEach(program -> rules.add(new Ruled(program, book, properties)));
    book.members(has)
        .forEach(m -> questions.add(new Question(m, new Ruled(m.needs(), book, properties))));
  }

  /** The number of a property; negative when it is not of this shape. */
  int series(String property) {
    return Collections.binarySearch(properties, property);
  }
}
