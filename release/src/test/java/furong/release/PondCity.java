package furong.release;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Text;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.observe.SilentLog;
import furong.pack.PackFiles;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Wei and Xia plan for a city with one pond; Tao is on duty and releases nothing. */
abstract class PondCity {

  static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");
  static final String CITY = "510100";

  /** A log of releases; it may land an entry and not say so. */
  static final class ListLog extends SilentLog {
    final List<String> entries = new ArrayList<>();
    boolean killed;

    @Override
    public CompletableFuture<Void> release(LogRecord.Released entry) {
      for (PackRelease pack : entry.packs()) {
        entries.add(pack.pack() + " " + pack.number());
      }
      return killed ? CompletableFuture.failedFuture(new IllegalStateException("killed")) : DONE;
    }
  }

  final MemoryReleases store = new MemoryReleases();
  final MemoryAudit audit = new MemoryAudit();
  final ListLog log = new ListLog();
  final Caller wei = caller("wei", Role.PLANNER);
  final Caller xia = caller("xia", Role.ADMIN);
  final Caller tao = caller("tao", Role.OPERATOR);
  Instant now = TEN;

  /** What this city needs of packs; nothing at first. */
  final List<ReleaseLaw> laws = new ArrayList<>();

  CityPacks packs = start(PondPack.of(2, "III"));
  ReleaseDesk desk = desk();

  CityPacks start(Map<String, String> disk) {
    CityPacks opened =
        CityPacks.open(store, new PackFiles("packs", disk), laws, audit, new AtOnce(), () -> now);
    opened.round(log);
    return opened;
  }

  void restart(Map<String, String> disk) {
    packs = start(disk);
    desk = desk();
  }

  ReleaseDesk desk() {
    return new ReleaseDesk(store, packs, audit, city(), new AtOnce(), () -> now);
  }

  static Caller caller(String id, Role role) {
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(CITY), null), "10.0.0.1");
  }

  static CityProfile city() {
    return new BoxCity().with(CITY, Text.of("芙蓉市", "Furong"), "").profile();
  }

  String limit() {
    return packs.book().findPack("pond").orElseThrow().version()
        + ": "
        + packs.book().findPack("pond").orElseThrow().param("high").orElseThrow().value();
  }

  static String code(Result<?> result) {
    return result instanceof Result.Refused<?> refused ? refused.notices().getFirst().code() : "ok";
  }

  Proposal proposed(double limit) {
    long base = store.versions("pond", 0, 1).getFirst().number();
    return desk.propose(wei, "pond", base, PondPack.of(limit, "III"), "岸修高了").orThrow();
  }
}
