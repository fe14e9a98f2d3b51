package furong.steer.reported;

import furong.base.DivisionCode;
import furong.base.TimeRange;
import furong.detect.RuleBook;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.release.ReleaseStore;
import furong.reported.AlertSources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When the rules of the city were heard, from the first and the newest reading of each datastream.
 *
 * <p>Cost: a rule is looked at once in half a minute, some 100 ns for each datastream that it
 * reads.
 */
public final class RuleHearing implements AlertSources {

  /** Half a minute: a running hour that nobody has heard yet is not known for that long. */
  private static final Duration KEEP = Duration.ofSeconds(30);

  /** Digits of a city's, county's, street's, community's and grid's code. */
  private static final int[] STEMS = {4, 6, 9, 12, 15};

  private record Heard(Instant at, Map<String, TimeRange> byStem) {}

  private final Supplier<RuleBook> rules;
  private final Catalogue catalogue;
  private final History history;
  private final ReleaseStore releases;
  private final InstantSource clock;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  /**
   * @param rules those in force
   */
  public RuleHearing(
      Supplier<RuleBook> rules,
      Catalogue catalogue,
      History history,
      ReleaseStore releases,
      InstantSource clock) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.history = history;
    this.releases = releases;
    this.clock = clock;
  }

  @Override
  public Optional<TimeRange> heard(String rule, String division) {
    Instant now = clock.instant();
    Heard known =
        heard.compute(
            rule,
            (id, before) ->
                before != null && before.at().plus(KEEP).isAfter(now)
                    ? before
                    : new Heard(now, look(id, now)));
    @Nullable TimeRange all = known.byStem().get(""); // a rule that reads no property
    return Optional.ofNullable(all == null ? known.byStem().get(DivisionCode.stem(division)) : all);
  }

  private Map<String, TimeRange> look(String rule, Instant now) {
    Map<String, TimeRange> byStem = new HashMap<>();
    Optional<Instant> since =
        releases
            .findVersion(rule.substring(0, rule.indexOf('.')), 0)
            .flatMap(version -> Optional.ofNullable(version.inForce()));
    if (since.isEmpty()) {
      return byStem;
    }
    Set<String> properties = rules.get().properties(rule);
    if (properties.isEmpty() && since.get().isBefore(now)) {
      byStem.put("", TimeRange.of(since.get(), now));
    }
    for (String property : properties) {
      for (DatastreamInfo each : catalogue.datastreams(property, "")) {
        history
            .extent(each.id())
            .ifPresent(extent ->
                add(
                    byStem,
                    each.division(),
                    later(since.get(), Instant.ofEpochMilli(extent.firstMs())),
                    Instant.ofEpochMilli(extent.lastMs() + 1)));
      }
    }
    return byStem;
  }

  private static void add(
      Map<String, TimeRange> byStem, String division, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return;
    }
    for (int digits : STEMS) {
      if (division.length() >= digits) {
        byStem.merge(
            division.substring(0, digits),
            TimeRange.of(from, to),
            (a, b) ->
                TimeRange.of(
                    a.start().isBefore(b.start()) ? a.start() : b.start(),
                    later(a.end(), b.end())));
      }
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
