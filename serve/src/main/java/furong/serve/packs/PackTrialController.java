package furong.serve.packs;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.detect.Episode;
import furong.detect.EpisodeDiff;
import furong.pack.Pack;
import furong.pack.PackScaffold;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.release.PackCheck;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workbench of rules: the texts of a pack, a check of changed ones, and what they would do. */
@RestController
@RequestMapping("/api/packs")
@Tag(name = "packs")
public class PackTrialController {

  /** As many lines of each kind as a person reads; the totals are always given. */
  private static final int MAX_LINES = 1_000;

  private static final Set<Role> MAY = Set.of(Role.PLANNER, Role.ADMIN);

  private final PackTrials trials;
  private final CityProfile city;

  PackTrialController(PackTrials trials, CityProfile city) {
    this.trials = trials;
    this.city = city;
  }

  /** Texts by path, such as {@code air/params.yaml}: all files of the pack. */
  record Files(Map<String, String> files) {}

  /** All files of the pack as they would be, and the span to judge again. */
  record Replay(Instant from, Instant to, Map<String, String> files) {}

  record EpisodeView(
      String rule,
      String thing,
      String thingName,
      Where.Place division,
      Instant openedAt,
      @Nullable Instant clearedAt,
      int level,
      String reason) {}

  record MovedView(EpisodeView before, EpisodeView after) {}

  record Totals(int before, int after, int same, int gained, int lost, int moved) {}

  /**
   * @param id names it for {@code GET /api/packs/{pack}/replays/{id}}, as long as it is among the
   *     newest
   */
  record ReplayView(
      String id,
      Instant from,
      Instant to,
      int things,
      long readings,
      Totals totals,
      List<EpisodeView> gained,
      List<EpisodeView> lost,
      List<MovedView> moved) {}

  private void allowed(Caller caller) {
    Problems.orThrow(Rights.may(caller.user(), MAY, city.divisions().root().code()));
  }

  @GetMapping("/{id}/files")
  @Operation(summary = "场景包原文 The texts of a pack in force; none when it was taken away")
  Files files(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    allowed(caller);
    return trials
        .files(id)
        .map(Files::new)
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND,
                "pack.unknown",
                Text.of("没有场景包“" + id + "”", "there is no pack '" + id + "'")));
  }

  @GetMapping("/{id}/scaffold")
  @Operation(summary = "新场景包的样板 What a new pack of this id begins with: lawful and proved")
  Files scaffold(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    allowed(caller);
    if (!Pack.mayBeCalled(id)) {
      throw Problems.refuse(
          Refusal.INVALID,
          "pack.id",
          Text.of("包名只用小写字母、数字和连字符", "an id is lower case letters, digits and hyphens"));
    }
    return new Files(PackScaffold.files(id));
  }

  @PostMapping("/{id}/check")
  @Operation(summary = "检查改动 Holds changed texts to the laws and runs their goldens; keeps nothing")
  PackCheck check(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Files changed) {
    allowed(caller);
    return trials.check(id, changed.files());
  }

  @PostMapping("/{id}/replay")
  @Operation(
      summary =
          "历史试算 Judges recorded history by the installed and by changed rules: alerts gained,"
              + " lost, moved; keeps nothing")
  ReplayView replay(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Replay replay) {
    allowed(caller);
    PackTrials.Tried tried =
        Problems.orThrow(trials.replay(id, replay.files(), replay.from(), replay.to()));
    EpisodeDiff diff = tried.diff();
    return new ReplayView(
        tried.id(),
        tried.from(),
        tried.to(),
        tried.things(),
        tried.readings(),
        new Totals(
            tried.before(),
            tried.after(),
            diff.same(),
            diff.gained().size(),
            diff.lost().size(),
            diff.moved().size()),
        diff.gained().stream().limit(MAX_LINES).map(this::view).toList(),
        diff.lost().stream().limit(MAX_LINES).map(this::view).toList(),
        diff.moved().stream()
            .limit(MAX_LINES)
            .map(m -> new MovedView(view(m.before()), view(m.after())))
            .toList());
  }

  /**
   * One line of a replay: what the rules in force make of it, and what the changed ones do.
   *
   * @param change gained, lost or moved
   */
  record ChangeView(
      String change,
      String rule,
      String thing,
      String thingName,
      String division,
      String divisionName,
      @Nullable Instant openedBefore,
      @Nullable Instant clearedBefore,
      @Nullable Integer levelBefore,
      @Nullable Instant openedAfter,
      @Nullable Instant clearedAfter,
      @Nullable Integer levelAfter,
      String reason) {}

  @GetMapping("/{id}/replays/{replay}")
  @Operation(
      summary = "试算结果 Every line of one of the newest replays; json, csv or xlsx",
      description = "404 when others came after it or the city has restarted: run it again.")
  ResponseEntity<?> lines(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable String replay,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    allowed(caller);
    EpisodeDiff diff =
        trials
            .kept(id, replay)
            .map(PackTrials.Tried::diff)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "replay.gone",
                    Text.of("这次试算已不保留，请重新试算", "This replay is no longer kept; run it again")));
    List<ChangeView> lines = new ArrayList<>();
    diff.gained().forEach(e -> lines.add(line("gained", null, e)));
    diff.lost().forEach(e -> lines.add(line("lost", e, null)));
    diff.moved().forEach(m -> lines.add(line("moved", m.before(), m.after())));
    return Lists.answer(format, "replay-" + id, ChangeView.class, lines, page, size);
  }

  private ChangeView line(String change, @Nullable Episode before, @Nullable Episode after) {
    EpisodeView was = before == null ? null : view(before);
    EpisodeView now = after == null ? null : view(after);
    EpisodeView either = Objects.requireNonNull(now == null ? was : now);
    return new ChangeView(
        change,
        either.rule(),
        either.thing(),
        either.thingName(),
        either.division().code(),
        either.division().name().zh(),
        was == null ? null : was.openedAt(),
        was == null ? null : was.clearedAt(),
        was == null ? null : was.level(),
        now == null ? null : now.openedAt(),
        now == null ? null : now.clearedAt(),
        now == null ? null : now.level(),
        either.reason());
  }

  private EpisodeView view(Episode e) {
    Long cleared = e.clearedMs();
    return new EpisodeView(
        e.rule(),
        Long.toString(e.thing()),
        trials.name(e),
        Where.place(city, e.division()),
        Instant.ofEpochMilli(e.openedMs()),
        cleared == null ? null : Instant.ofEpochMilli(cleared),
        e.worst().number(),
        e.reason());
  }
}
