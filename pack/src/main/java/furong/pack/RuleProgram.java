package furong.pack;

import furong.base.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule compiled.
 *
 * @param properties ids of the properties that its expressions name, by their numbers; a thing must
 *     have all of them
 * @param indexes indices that its expressions call, by their numbers; a thing must have at least
 *     one property of each
 * @param levels from the mildest to the worst; empty for a silence rule
 * @param clear null when the alert ends as soon as no level holds
 * @param clearForMs how long that must last
 * @param silence null unless it is a silence rule
 * @param longestWindowMs how far back it looks
 * @param usualWeeks for how many past weeks it asks what is usual, by property
 * @param inputs what an alert of it quotes
 * @param across null for a rule about one thing; else {@code properties} and {@code indexes} are
 *     empty and stand with its members
 */
public record RuleProgram(
    Rule rule,
    Pack pack,
    List<String> properties,
    List<Index> indexes,
    List<LevelProgram> levels,
    @Nullable Expr clear,
    long clearForMs,
    @Nullable SilenceProgram silence,
    long longestWindowMs,
    Map<String, Integer> usualWeeks,
    List<RuleInput> inputs,
    @Nullable Across across) {

  /** A condition that must hold for a time; 0 for at once. */
  public record Condition(Expr when, long holdsForMs) {}

  /**
   * A comparison of an input with a parameter, as the rule says it.
   *
   * @param input name of the input
   * @param operator {@code >}, {@code >=}, {@code <}, {@code <=}, {@code ==} or {@code !=}
   * @param param name of the parameter
   */
  public record Bound(String input, String operator, String param) {}

  /** One way to a level: all of its conditions hold, each for its own time. */
  public record LevelProgram(Level level, List<Condition> conditions, List<Bound> bounds) {
    public LevelProgram {
      conditions = List.copyOf(conditions);
      bounds = List.copyOf(bounds);
    }
  }

  /**
   * What a rule across things looks at.
   *
   * @param withinM how far a neighbour may be, in metres; 0 for divisions
   * @param knownShare share of the things that must be known; NaN when the city has not set it
   * @param members by their numbers
   * @param own numbers of those that are asked of the thing in the middle
   * @param alerts ids of the rules whose alerts it asks for
   * @param alertsMs how far back it asks for them
   * @param vitals properties whose vital signs it asks for
   * @param indicators ids of the indicators whose figures it asks for
   */
  public record Across(
      Rule.Over.Of of,
      double withinM,
      double knownShare,
      List<RuleMember> members,
      Set<Integer> own,
      Set<String> alerts,
      long alertsMs,
      Set<String> vitals,
      Set<String> indicators) {
    public Across {
      members = List.copyOf(members);
      own = Set.copyOf(own);
      alerts = Set.copyOf(alerts);
      vitals = Set.copyOf(vitals);
      indicators = Set.copyOf(indicators);
    }
  }

  /** Silence of all {@code properties} for longer than {@code afterMs}. */
  public record SilenceProgram(Level level, List<String> properties, long afterMs) {
    public SilenceProgram {
      properties = List.copyOf(properties);
    }
  }

  public RuleProgram {
    properties = List.copyOf(properties);
    indexes = List.copyOf(indexes);
    levels = List.copyOf(levels);
    usualWeeks = Map.copyOf(usualWeeks);
    inputs = List.copyOf(inputs);
  }

  /** The input of a name, also of a single thing of many. */
  public Optional<RuleInput> input(String name) {
    Across by = across;
    return Stream.concat(
            inputs.stream(),
            by == null ? Stream.empty() : by.members().stream().map(RuleMember::shown))
        .filter(i -> i.name().equals(name))
        .findFirst();
  }

  /** How many conditions its levels have together. */
  public int conditions() {
    return levels.stream().mapToInt(l -> l.conditions().size()).sum();
  }
}
