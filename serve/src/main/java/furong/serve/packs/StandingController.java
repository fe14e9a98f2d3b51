package furong.serve.packs;

import furong.city.CityProfile;
import furong.detect.Standing;
import furong.detect.StandingStore;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.alerts.Where;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the rules of a pack stand: how many things they judge, and how many they cannot judge. */
@RestController
@RequestMapping("/api/packs")
@Tag(name = "packs")
public class StandingController {

  private final StandingStore standings;
  private final CityProfile city;

  StandingController(StandingStore standings, CityProfile city) {
    this.standings = standings;
    this.city = city;
  }

  record Counts(int ok, int pending, int firing, int cannotJudge) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Standing s) {
      return new Counts(
          ok + s.ok(), pending + s.pending(), firing + s.firing(), cannotJudge + s.cannotJudge());
    }
  }

  record DivisionView(Where.Place division, Counts counts) {}

  /**
   * @param at when it was last counted
   * @param divisions the finest ones, those with most that cannot be judged first
   */
  record RuleStandingView(String rule, Counts counts, Instant at, List<DivisionView> divisions) {}

  record StandingsView(List<RuleStandingView> items) {}

  @GetMapping("/{id}/standing")
  @Operation(summary = "规则判断情况 How many live things each rule judges and cannot judge, by division")
  ResponseEntity<?> standing(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "json") String format) {
    Map<String, List<Standing>> byRule = new TreeMap<>();
    for (Standing s : standings.list(id, Where.asked(caller, city, division))) {
      byRule.computeIfAbsent(s.rule(), r -> new ArrayList<>()).add(s);
    }
    List<RuleStandingView> all =
        byRule.entrySet().stream().map(e -> view(e.getKey(), e.getValue())).toList();
    return Lists.isFile(format)
        ? Lists.file(format, "pack-" + id + "-standing", RuleStandingView.class, all)
        : ResponseEntity.ok(new StandingsView(all));
  }

  private RuleStandingView view(String rule, List<Standing> standings) {
    Counts all = Counts.NONE;
    long at = 0;
    for (Standing s : standings) {
      all = all.plus(s);
      at = Math.max(at, s.atMs());
    }
    List<DivisionView> divisions =
        standings.stream()
            .sorted((a, b) -> Integer.compare(b.cannotJudge(), a.cannotJudge()))
            .map(s -> new DivisionView(Where.place(city, s.division()), Counts.NONE.plus(s)))
            .toList();
    return new RuleStandingView(rule, all, Instant.ofEpochMilli(at), divisions);
  }
}
