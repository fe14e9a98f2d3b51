package furong.notify;

import furong.base.Level;
import furong.pack.PackBook;
import furong.pack.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What packs bring to the calm of a city: inhibition rules, which their rules say under {@code
 * quiets}, and what is told together, which they say under {@code together}.
 *
 * <pre>{@code
 * quiets:
 *   - rules: [underpass-water]   # while this rule warns of a street, its single underpasses are quiet
 *     levels: [II, III, IV]      # but not one that has to be closed
 *     same: street
 *     why: {zh: .., en: ..}
 * }</pre>
 *
 * They are joined behind those of the city, which speak first. Asked again when versions of packs
 * switch: a rule that is released brings its own at once.
 */
public final class PackCalm {

  private PackCalm() {}

  /** Those of the city, then those of the packs in force, in the order of their rules. */
  public static List<InhibitRule> joined(CityCalm city, PackBook book) {
    List<InhibitRule> all = new ArrayList<>(city.inhibit());
    for (Rule rule : book.rules()) {
      for (int i = 0; i < rule.quiets().size(); i++) {
        all.add(inhibit(rule.id() + "/" + (i + 1), rule, rule.quiets().get(i), book));
      }
    }
    return all;
  }

  private static InhibitRule inhibit(String id, Rule rule, Rule.Quiets quiets, PackBook book) {
    List<String> targets = book.rules().stream().map(Rule::id).filter(quiets::names).toList();
    return new InhibitRule(
        id,
        quiets.why(),
        List.of(
            is("rule", List.of(rule.id())),
            levels(Stream.of(Level.values()).filter(l -> l.compareTo(quiets.from()) <= 0))),
        List.of(is("rule", targets), levels(quiets.levels().stream())),
        equal(quiets.same()));
  }

  private static Matcher is(String label, List<String> values) {
    return new Matcher(label, false, values);
  }

  private static Matcher levels(Stream<Level> levels) {
    return is("level", levels.sorted().map(l -> Integer.toString(l.number())).toList());
  }

  /** By rule, the labels by which its alerts are told together, where its pack says so. */
  public static Map<String, List<String>> groups(PackBook book) {
    Map<String, List<String>> all = new HashMap<>();
    for (Rule rule : book.rules()) {
      Rule.Quiets.Same together = rule.together();
      if (together != null) {
        List<String> labels = new ArrayList<>(List.of("rule"));
        labels.addAll(equal(together));
        all.put(rule.id(), List.copyOf(labels));
      }
    }
    return all;
  }

  /** A city has one label for each but itself: all of its alerts are the city's. */
  private static List<String> equal(Rule.Quiets.Same same) {
    String label = same.name().toLowerCase(Locale.ROOT);
    return Labels.NAMES.contains(label) ? List.of(label) : List.of();
  }
}
