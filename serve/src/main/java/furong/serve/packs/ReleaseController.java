package furong.serve.packs;

import furong.base.Notice;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.people.Rights;
import furong.release.CityPacks;
import furong.release.PackVersion;
import furong.release.Proposal;
import furong.release.ReleaseDesk;
import furong.release.ReleaseStore;
import furong.release.Signed;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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

/** Versions of packs: proposed by one person, released by another, all of them kept. */
@RestController
@RequestMapping("/api")
@Tag(name = "packs")
public class ReleaseController {

  /** Each holds its files, some 100 kB: a table of more would fill the memory. */
  private static final int MOST_VERSIONS = 1_000;

  private final ReleaseDesk desk;
  private final ReleaseStore store;
  private final CityPacks packs;
  private final CityProfile city;

  ReleaseController(ReleaseDesk desk, ReleaseStore store, CityPacks packs, CityProfile city) {
    this.desk = desk;
    this.store = store;
    this.packs = packs;
    this.city = city;
  }

  /** A file that is different; a null text says that it is not there. */
  record Change(String path, @Nullable String before, @Nullable String after) {}

  record VersionLine(
      long number,
      PackVersion.Kind kind,
      Signed proposed,
      Signed released,
      Instant from,
      @Nullable Instant inForce,
      @Nullable Long back,
      List<String> paths) {}

  /**
   * @param newest number of the newest version, which a change is made of; it may still wait
   * @param diskDiffers the files on disk are not those of the newest version
   * @param untaken why files of this pack on disk were not taken at the start
   */
  record Versions(
      Lists.Slice<VersionLine> versions,
      long newest,
      boolean diskDiffers,
      String trouble,
      List<Notice> untaken) {}

  record VersionView(VersionLine line, List<Change> changes) {}

  /**
   * @param own who asks made it, and so does not release it
   */
  record ProposalLine(
      long id,
      long base,
      @Nullable Long back,
      Proposal.State state,
      Signed proposed,
      @Nullable Signed decided,
      boolean own,
      boolean outdated,
      List<Change> changes) {}

  /**
   * @param back roll back to this version; null with files
   */
  record Asked(
      @Nullable Long base, @Nullable Map<String, String> files, @Nullable Long back, String why) {}

  record Decision(@Nullable Instant from, @Nullable String why) {}

  private void allowed(Caller caller) {
    Problems.orThrow(Rights.may(caller.user(), ReleaseDesk.ROLES, city.divisions().root().code()));
  }

  @GetMapping("/packs/{id}/versions")
  @Operation(summary = "场景包版本 Every version of a pack: who, when, why; the newest first")
  Versions versions(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    allowed(caller);
    Lists.check(page, size);
    long total = store.countVersions(id);
    if (total == 0) {
      throw Problems.refuse(
          Refusal.NOT_FOUND,
          "pack.unknown",
          Text.of("没有场景包“" + id + "”", "there is no pack '" + id + "'"));
    }
    Lists.Slice<VersionLine> slice =
        new Lists.Slice<>(
            store.versions(id, page * size, size).stream().map(this::line).toList(),
            total,
            page,
            size);
    List<Notice> untaken =
        packs.untaken().stream().filter(n -> n.place().contains("/" + id + "/")).toList();
    return new Versions(slice, total - 1, packs.diskDiffers(id), packs.trouble(), untaken);
  }

  private static final List<String> HEADER =
      List.of(
          "pack",
          "version",
          "kind",
          "proposedBy",
          "proposedAt",
          "why",
          "releasedBy",
          "releasedAt",
          "releasedWhy",
          "from",
          "inForce",
          "back",
          "files");

  @GetMapping(value = "/packs/{id}/versions", params = "format")
  @Operation(summary = "导出版本 Every version of a pack as a table: format is json, csv or xlsx")
  ResponseEntity<?> versionsAs(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam String format,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(versions(caller, id, page, size));
    }
    allowed(caller);
    List<List<String>> rows =
        store.versions(id, 0, MOST_VERSIONS).stream().map(this::line).map(l -> row(id, l)).toList();
    return Lists.file(format, "pack-" + id + "-versions", HEADER, rows);
  }

  private static List<String> row(String id, VersionLine l) {
    return List.of(
        id,
        Long.toString(l.number()),
        l.kind().name(),
        l.proposed().login(),
        l.proposed().at().toString(),
        l.proposed().why(),
        l.released().login(),
        l.released().at().toString(),
        l.released().why(),
        l.from().toString(),
        Objects.toString(l.inForce(), ""),
        Objects.toString(l.back(), ""),
        String.join(" ", l.paths()));
  }

  @GetMapping("/packs/{id}/versions/{number}")
  @Operation(summary = "场景包版本 One version with what it changed")
  VersionView version(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable long number) {
    allowed(caller);
    PackVersion version =
        store
            .findVersion(id, number)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "release.unknown",
                    Text.of("没有第 " + number + " 版", "there is no version " + number)));
    return new VersionView(line(version), changes(before(version), version.files()));
  }

  @GetMapping("/packs/{id}/disk")
  @Operation(summary = "磁盘上的文件 The files of a pack as they lie on disk")
  PackTrialController.Files disk(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    allowed(caller);
    return new PackTrialController.Files(packs.diskFiles(id));
  }

  @GetMapping("/packs/{id}/proposals")
  @Operation(summary = "变更申请 Proposed changes of a pack, open ones first")
  ResponseEntity<?> proposals(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "20") int size,
      @RequestParam(defaultValue = "json") String format) {
    allowed(caller);
    Lists.check(page, size);
    if (Lists.isFile(format)) {
      List<ProposalLine> all = proposals(caller, id, 0, MOST_VERSIONS);
      return Lists.file(format, "pack-" + id + "-proposals", ProposalLine.class, all);
    }
    return ResponseEntity.ok(
        new Lists.Slice<>(
            proposals(caller, id, page * size, size), store.countProposals(id), page, size));
  }

  private List<ProposalLine> proposals(Caller caller, String id, int offset, int limit) {
    return store.proposals(id, offset, limit).stream().map(p -> line(caller, p)).toList();
  }

  /** A proposal and the pack that it changes. */
  record ProposalOf(String pack, ProposalLine proposal) {}

  @GetMapping("/releases/proposals/{proposal}")
  @Operation(summary = "变更申请 One proposal by its number alone, with its pack")
  ProposalOf proposal(@AuthenticationPrincipal Caller caller, @PathVariable long proposal) {
    allowed(caller);
    Proposal found =
        store
            .findProposal(proposal)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "release.unknown",
                    Text.of("没有变更 " + proposal, "there is no proposal " + proposal)));
    return new ProposalOf(found.pack(), line(caller, found));
  }

  @PostMapping("/packs/{id}/proposals")
  @Operation(summary = "提出变更 Proposes changed files, or to go back to an older version")
  ProposalLine propose(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody Asked asked) {
    Long back = asked.back();
    Map<String, String> files = Objects.requireNonNullElse(asked.files(), Map.of());
    long base = Objects.requireNonNullElse(asked.base(), -1L);
    return line(
        caller,
        Problems.orThrow(
            back == null
                ? desk.propose(caller, id, base, files, asked.why())
                : desk.rollBack(caller, id, back, asked.why())));
  }

  @PostMapping("/packs/{id}/proposals/{proposal}/release")
  @Operation(summary = "发布变更 Releases what another person proposed, from an instant on")
  VersionLine release(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable long proposal,
      @RequestBody Decision decision) {
    return line(
        Problems.orThrow(
            desk.release(
                caller,
                of(id, proposal),
                decision.from(),
                Objects.requireNonNullElse(decision.why(), ""))));
  }

  @PostMapping("/packs/{id}/proposals/{proposal}/refuse")
  @Operation(summary = "退回变更 Refuses a proposal; who made it withdraws it")
  ProposalLine refuse(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @PathVariable long proposal,
      @RequestBody Decision decision) {
    return line(
        caller,
        Problems.orThrow(
            desk.refuse(caller, of(id, proposal), Objects.requireNonNullElse(decision.why(), ""))));
  }

  /** A proposal is reached by its pack alone. */
  private long of(String pack, long proposal) {
    return store
        .findProposal(proposal)
        .filter(p -> p.pack().equals(pack))
        .map(Proposal::id)
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.NOT_FOUND,
                "release.unknown",
                Text.of("没有变更 " + proposal, "there is no proposal " + proposal)));
  }

  private Map<String, String> before(PackVersion version) {
    return store
        .findVersion(version.pack(), version.number() - 1)
        .map(PackVersion::files)
        .orElse(Map.of());
  }

  private VersionLine line(PackVersion v) {
    return new VersionLine(
        v.number(),
        v.kind(),
        v.proposed(),
        v.released(),
        v.from(),
        v.inForce(),
        v.back(),
        v.number() == 0
            ? List.of()
            : changes(before(v), v.files()).stream().map(Change::path).toList());
  }

  private ProposalLine line(Caller caller, Proposal p) {
    Map<String, String> base =
        store.findVersion(p.pack(), p.base()).map(PackVersion::files).orElse(Map.of());
    return new ProposalLine(
        p.id(),
        p.base(),
        p.back(),
        p.state(),
        p.proposed(),
        p.decided(),
        p.proposed().by().equals(caller.user().id()),
        p.state() == Proposal.State.OPEN && p.base() != store.countVersions(p.pack()) - 1,
        changes(base, p.files()));
  }

  private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String path : paths) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        changes.add(new Change(path, before.get(path), after.get(path)));
      }
    }
    return changes;
  }
}
