package furong.pack;

import furong.base.Level;
import furong.base.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When to warn. Either {@code levels} say so by expressions, or {@code silence} does.
 *
 * @param id {@code <pack>.<name>}; unique for ever
 * @param why the harm that this warns of
 * @param levels from the mildest to the worst
 * @param clear expression that ends the alert; null means that no level holds any more
 * @param clearFor parameter: how long it must hold; empty for at once
 * @param muteWhen when the alert is kept quiet
 * @param procedure id of the procedure that an alert is handled by; empty when it needs no case
 * @param falseAlarms what is known to set it off without harm
 * @param knownGaps what it does not see
 * @param reference standards and publications
 * @param over null for a rule about one thing; else whose things it looks at together
 * @param quiets which alerts of other rules one of this rule explains
 * @param together where its alerts are one matter for those who are told; null for the city's own
 *     way of grouping
 */
public record Rule(
    String id,
    Text title,
    Text why,
    List<RuleLevel> levels,
    @Nullable Silence silence,
    @Nullable ExprText clear,
    String clearFor,
    List<Mute> muteWhen,
    String procedure,
    List<Text> falseAlarms,
    List<Text> knownGaps,
    String reference,
    @Nullable Over over,
    List<Quiets> quiets,
    Quiets.@Nullable Same together,
    Place place) {

  /** Circumstances that keep an alert of a rule quiet. */
  public enum Mute {
    /** A case of this procedure is open for the same thing. */
    CASE_OPEN_ON_THING,
    /** A case of this procedure is open in the same finest division. */
    CASE_OPEN_IN_DIVISION
  }

  /**
   * One way to a level of a rule; a level may have several.
   *
   * @param holdsFor parameter: how long {@code when} must hold; empty for at once
   * @param also further conditions that must hold as well, each for its own time
   */
  public record RuleLevel(Level level, ExprText when, String holdsFor, List<Condition> also) {
    public RuleLevel {
      also = List.copyOf(also);
    }
  }

  /** A condition and the parameter that says how long it must hold; empty for at once. */
  public record Condition(ExprText when, String holdsFor) {}

  /**
   * Warns when nothing is heard.
   *
   * @param properties those listened to; any one of them breaks the silence
   * @param after parameter: how long
   */
  public record Silence(Level level, List<String> properties, String after) {
    public Silence {
      properties = List.copyOf(properties);
    }
  }

  /**
   * A rule across things.
   *
   * @param of one alert per division of this level, or per thing with its neighbours
   * @param within parameter: how far a neighbour may be; empty for divisions
   * @param knownShare parameter: share of the things whose value must be known, 0 to 1; below it
   *     the rule cannot judge. Empty when it looks at no things
   */
  public record Over(Of of, String within, String knownShare) {

    /** Levels of divisions by the digits of their codes, and neighbourhoods. */
    public enum Of {
      CITY,
      COUNTY,
      STREET,
      COMMUNITY,
      GRID,
      NEIGHBOURS
    }
  }

  /**
   * What an open alert of this rule keeps quiet, because it says it already. The others stay in the
   * list as muted, go on opening cases and are told again when this one clears.
   *
   * @param rules ids of other rules; {@code *.sensor-silent} is the rule of that name in each pack
   * @param from the mildest level of this rule that keeps them quiet
   * @param levels of the others that are kept quiet
   * @param same what both have in common
   * @param why what an operator reads beside the one that is quiet
   */
  public record Quiets(
      List<String> rules, Level from, Set<Level> levels, Same same, Text why, Place place) {

    /** What two alerts have in common, from the narrowest. */
    public enum Same {
      THING,
      COMMUNITY,
      STREET,
      COUNTY,
      CITY
    }

    private static final String ANY_PACK = "*.";

    public Quiets {
      rules = List.copyOf(rules);
      levels = Set.copyOf(levels);
    }

    /** True for the id of a rule that it names. */
    public boolean names(String rule) {
      return rules.stream()
          .anyMatch(r ->
              r.startsWith(ANY_PACK)
                  ? rule.endsWith(r.substring(ANY_PACK.length() - 1))
                  : r.equals(rule));
    }
  }

  /** An expression as written, and where. */
  public record ExprText(String text, Place place) {}

  public Rule {
    levels = List.copyOf(levels);
    muteWhen = List.copyOf(muteWhen);
    falseAlarms = List.copyOf(falseAlarms);
    knownGaps = List.copyOf(knownGaps);
    quiets = List.copyOf(quiets);
  }

  /** The name within its pack. */
  public String name() {
    return id.substring(id.indexOf('.') + 1);
  }

  /** The id of the pack it stands in. */
  public String pack() {
    return id.substring(0, id.indexOf('.'));
  }
}
