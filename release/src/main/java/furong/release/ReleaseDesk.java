package furong.release;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.Transactions;
import furong.city.CityProfile;
import furong.pack.Pack;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a change of a pack is proposed by one person and released or refused by another: any of its
 * files, a pack that the city does not have yet, or that one is taken away (no files).
 */
public final class ReleaseDesk {

  /** Who may change what the city runs by; for all of it, since a pack is for the whole city. */
  public static final Set<Role> ROLES = Set.of(Role.PLANNER, Role.ADMIN);

  /**
   * Five times the largest pack there is; with the other packs it must fit one entry of the log.
   */
  private static final int MAX_CHARS = 500_000;

  private static final int MAX_WHY = 1_000;

  /** A quarter: whoever releases for later than that decides for others. */
  private static final Duration LATEST = Duration.ofDays(92);

  /** In place of the number of a version, for a pack that the city does not have yet. */
  public static final long NEW = -1;

  private final ReleaseStore store;
  private final CityPacks packs;
  private final AuditTrail audit;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;

  public ReleaseDesk(
      ReleaseStore store,
      CityPacks packs,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.packs = packs;
    this.audit = audit;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
  }

  private Result<Role> may(Caller caller) {
    return Rights.may(caller.user(), ROLES, city.divisions().root().code());
  }

  /** Asks for changed files of a pack; they must be lawful and pass their goldens. */
  public Result<Proposal> propose(
      Caller caller, String pack, long base, Map<String, String> files, String why) {
    return may(caller).then(role -> propose(caller, role, pack, base, files, null, why));
  }

  /** Asks for all files of an older version; also of a pack that was taken away since. */
  public Result<Proposal> rollBack(Caller caller, String pack, long number, String why) {
    Optional<PackVersion> old = store.findVersion(pack, number);
    Optional<PackVersion> newest = newest(pack);
    if (old.isEmpty() || newest.isEmpty()) {
      return unknown(
          Text.of(
              "场景包“" + pack + "”的第 " + number + " 版",
              "version " + number + " of pack '" + pack + "'"));
    }
    Map<String, String> files = old.get().files();
    return may(caller)
        .then(role -> propose(caller, role, pack, newest.get().number(), files, number, why));
  }

  private Result<Proposal> propose(
      Caller caller,
      Role role,
      String pack,
      long base,
      Map<String, String> files,
      @Nullable Long back,
      String why) {
    Optional<PackVersion> newest = newest(pack);
    if (newest.isEmpty() && (base != NEW || files.isEmpty() || !Pack.mayBeCalled(pack))) {
      return unknown(Text.of("场景包“" + pack + "”", "pack '" + pack + "'"));
    }
    if (why.isBlank() || why.length() > MAX_WHY) {
      return refused(
          Refusal.INVALID,
          "release.why",
          "why",
          Text.of("请说明理由，不超过 " + MAX_WHY + " 字", "say why, in " + MAX_WHY + " characters"));
    }
    List<Notice> faults = faults(pack, newest, base, files);
    if (!faults.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, faults);
    }
    Signed by = signed(caller, why);
    Proposal open = new Proposal(0, pack, base, files, back, Proposal.State.OPEN, by, null);
    return Result.ok(
        transactions.inOne(() -> {
          Proposal kept = store.add(open);
          note(caller, role, "pack.propose", pack, facts(kept, why));
          return kept;
        }));
  }

  private List<Notice> faults(
      String pack, Optional<PackVersion> newest, long base, Map<String, String> files) {
    long number = newest.map(PackVersion::number).orElse(NEW);
    if (base != number) {
      return List.of(
          Notice.of(
              "release.outdated",
              "base",
              Text.of(
                  "其间已有第 " + number + " 版，本变更针对第 " + base + " 版",
                  "version " + number + " is there meanwhile; this changes version " + base)));
    }
    long size = 0;
    for (Map.Entry<String, String> file : files.entrySet()) {
      size += file.getValue().length();
      if (!file.getKey().matches(pack + "/[A-Za-z0-9_./-]+\\.yaml")
          || file.getKey().contains("..")) {
        return List.of(
            Notice.of(
                "release.path",
                file.getKey(),
                Text.of("不是场景包“" + pack + "”的文件", "no file of pack '" + pack + "'")));
      }
    }
    if (size > MAX_CHARS) {
      return List.of(
          Notice.of(
              "release.size",
              "files",
              Text.of("超过 " + MAX_CHARS + " 个字符", "more than " + MAX_CHARS + " characters")));
    }
    if (newest.filter(v -> v.files().equals(files)).isPresent()) {
      return List.of(Notice.of("release.same", "files", Text.of("没有改动", "nothing is changed")));
    }
    return packs.check(pack, files, city.zone()).faults();
  }

  /**
   * Lets a proposal go.
   *
   * @param from when it comes into force; null for at once
   */
  public Result<PackVersion> release(Caller caller, long id, @Nullable Instant from, String why) {
    Optional<Proposal> found = store.findProposal(id);
    if (found.isEmpty()) {
      return unknown(Text.of("变更 " + id, "proposal " + id));
    }
    Proposal proposal = found.get();
    Instant now = time.instant();
    Instant begins = from == null || from.isBefore(now) ? now : from;
    Result<Role> role = may(caller);
    if (role instanceof Result.Refused<Role>(Refusal refusal, List<Notice> notices)) {
      return new Result.Refused<>(refusal, notices);
    }
    if (proposal.proposed().by().equals(caller.user().id())) {
      return refused(
          Refusal.FORBIDDEN,
          "release.own",
          "" + id,
          Text.of("提出变更的人不能自己发布", "who proposes a change does not release it"));
    }
    if (proposal.state() != Proposal.State.OPEN) {
      return decidedAlready(proposal);
    }
    Optional<PackVersion> newest = newest(proposal.pack());
    Instant earliest = newest.map(PackVersion::from).orElse(now);
    if (begins.isAfter(now.plus(LATEST)) || begins.isBefore(earliest)) {
      return refused(
          Refusal.INVALID,
          "release.from",
          "from",
          Text.of(
              "须在 " + earliest + " 之后、" + LATEST.toDays() + " 天之内",
              "after " + earliest + " and within " + LATEST.toDays() + " days"));
    }
    List<Notice> faults = faults(proposal.pack(), newest, proposal.base(), proposal.files());
    if (!faults.isEmpty()) {
      return new Result.Refused<>(Refusal.CONFLICT, faults);
    }
    Signed by = signed(caller, why);
    PackVersion version = version(proposal, by, begins);
    return transactions.inOne(() -> {
      if (!store.decide(proposal.decided(Proposal.State.RELEASED, by))) {
        return decidedAlready(proposal);
      }
      store.put(version);
      Map<String, String> facts = facts(proposal, why);
      facts.put("version", "" + version.number());
      facts.put("from", "" + begins);
      note(caller, role.orThrow(), "pack.release", proposal.pack(), facts);
      return Result.ok(version);
    });
  }

  private PackVersion version(Proposal p, Signed by, Instant from) {
    boolean asOnDisk = p.files().equals(packs.diskFiles(p.pack()));
    return new PackVersion(
        p.pack(),
        p.base() + 1,
        p.back() == null ? PackVersion.Kind.RELEASE : PackVersion.Kind.ROLLBACK,
        !asOnDisk, // who goes back to the disk follows it again
        p.files(),
        p.proposed(),
        by,
        from,
        null,
        p.back());
  }

  /** Ends a proposal without a release: refused by another, withdrawn by who made it. */
  public Result<Proposal> refuse(Caller caller, long id, String why) {
    Optional<Proposal> found = store.findProposal(id);
    if (found.isEmpty()) {
      return unknown(Text.of("变更 " + id, "proposal " + id));
    }
    Proposal open = found.get();
    boolean own = open.proposed().by().equals(caller.user().id());
    if (!own && why.isBlank()) {
      return refused(Refusal.INVALID, "release.why", "why", Text.of("请说明理由", "say why"));
    }
    Proposal ended =
        open.decided(own ? Proposal.State.WITHDRAWN : Proposal.State.REFUSED, signed(caller, why));
    return may(caller)
        .then(role ->
            transactions.inOne(() -> {
              if (!store.decide(ended)) {
                return decidedAlready(open);
              }
              note(
                  caller,
                  role,
                  own ? "pack.withdraw" : "pack.refuse",
                  open.pack(),
                  facts(open, why));
              return Result.ok(ended);
            }));
  }

  private Optional<PackVersion> newest(String pack) {
    return store.versions(pack, 0, 1).stream().findFirst();
  }

  private Signed signed(Caller caller, String why) {
    return new Signed(caller.user().id(), caller.user().login(), time.instant(), why);
  }

  private static Map<String, String> facts(Proposal proposal, String why) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("proposal", "" + proposal.id());
    facts.put("base", "" + proposal.base());
    facts.put("why", why);
    Long back = proposal.back();
    if (back != null) {
      facts.put("back", "" + back);
    }
    return facts;
  }

  private void note(
      Caller caller, Role role, String action, String pack, Map<String, String> after) {
    audit.append(
        AuditEntry.of(
            time.instant(), caller, role.name(), action, "pack/" + pack, Map.of(), after));
  }

  private static <T> Result<T> decidedAlready(Proposal proposal) {
    return refused(
        Refusal.CONFLICT,
        "release.decided",
        "" + proposal.id(),
        Text.of("已有决定", "it is decided already"));
  }

  private static <T> Result<T> unknown(Text what) {
    return refused(
        Refusal.NOT_FOUND,
        "release.unknown",
        "",
        Text.of("没有" + what.zh(), "there is no " + what.en()));
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String place, Text message) {
    return Result.refused(refusal, Notice.of(code, place, message));
  }
}
