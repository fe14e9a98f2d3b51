package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import furong.city.CityProfile;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.pack.Rule;
import furong.sim.PlantedWorld;
import furong.sim.PlantedWorld.Planted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds a rule to a pack plants what it finds, or nobody knows whether it finds anything.
 */
class PlantedRulesTest {

  /** The first of April 2026 in Chengdu. */
  private static final long FROM = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();

  private static final List<Planted> MONTH =
      PlantedWorld.of(
              CityProfile.load(Repository.root().resolve("cities/chengdu")), 20_260_401, 500, 1)
          .planted(FROM, FROM + Duration.ofDays(30).toMillis());

  private static final PackBook BOOK =
      PackReader.load(Repository.root().resolve("packs")).orThrow();

  @Test
  void everyRuleOfEveryPackHasAnIncident() {
    Set<String> planted =
        MONTH.stream().flatMap(p -> p.rules().stream()).collect(Collectors.toSet());
    assertThat(planted)
        .containsExactlyInAnyOrderElementsOf(BOOK.rules().stream().map(Rule::id).toList());
  }

  /** Counted in ones, or a whole county: nothing is just short of them. */
  private static final Set<String> NOTHING_SHORT =
      Set.of(
          "gas.dig-near-pipe",
          "lifeline.elevator-trapped",
          "traffic.sections-congested",
          // one near miss in thirty days, which reaches beyond them
          "epidemic.season-excess");

  @Test
  void everyOtherRuleHasNearMisses() {
    Set<String> near = MONTH.stream().flatMap(p -> p.near().stream()).collect(Collectors.toSet());
    assertThat(BOOK.rules().stream().map(Rule::id).filter(id -> !near.contains(id)))
        .isSubsetOf(NOTHING_SHORT);
  }
}
