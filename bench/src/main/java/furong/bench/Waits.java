package furong.bench;

import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Rule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a rule cannot judge in the make-believe city: a number that the city has to set.
 *
 * @param whole none of its levels can judge
 * @param why such as {@code gas.dig_distance}; empty when nothing is missing
 */
record Waits(boolean whole, String why) {

  private static final Pattern PARAM = Pattern.compile("params\\.(\\w+)");

  /** Of every rule, by its id. */
  static Map<String, Waits> of(PackBook book) {
    Map<String, Waits> all = new TreeMap<>();
    for (Pack pack : book.packs()) {
      pack.rules().forEach(rule -> all.put(rule.id(), of(pack, rule)));
    }
    return all;
  }

  private static Waits of(Pack pack, Rule rule) {
    Rule.Over over = rule.over();
    TreeSet<String> always =
        over == null
            ? new TreeSet<>()
            : unset(pack, named(over.within()) + " " + named(over.knownShare()));
    TreeSet<String> some = new TreeSet<>();
    int deaf = 0;
    for (Rule.RuleLevel level : rule.levels()) {
      TreeSet<String> missing = unset(pack, text(level));
      some.addAll(missing);
      deaf += missing.isEmpty() ? 0 : 1;
    }
    boolean none = !rule.levels().isEmpty() && deaf == rule.levels().size();
    always.addAll(some);
    return new Waits(none || !always.equals(some), String.join(", ", always));
  }

  private static String text(Rule.RuleLevel level) {
    Stream<String> also =
        level.also().stream().flatMap(c -> Stream.of(c.when().text(), named(c.holdsFor())));
    List<String> all =
        Stream.concat(Stream.of(level.when().text(), named(level.holdsFor())), also).toList();
    return String.join(" ", all);
  }

  private static String named(String param) {
    return param.isEmpty() ? "" : "params." + param;
  }

  private static TreeSet<String> unset(Pack pack, String text) {
    TreeSet<String> missing = new TreeSet<>();
    for (Matcher m = PARAM.matcher(text); m.find(); ) {
      String name = Objects.requireNonNull(m.group(1));
      pack.param(name)
          .filter(p -> p.value() == null)
          .map(Param::name)
          .ifPresent(n -> missing.add(pack.id() + "." + n));
    }
    return missing;
  }
}
