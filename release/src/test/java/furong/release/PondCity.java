package furong.release;

import furong.base.DivisionLevel;
import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.base.WorkCalendar;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.observe.LogGateway;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Wei and Xia plan for a city with one pond; Tao is on duty and releases nothing. */
abstract class PondCity {

  static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");
  static final String CITY = "510100";

  /** Commits at once, since memory keeps what it is told. */
  static final class AtOnce implements Transactions {
    @Override
    public <T> T inOne(Supplier<T> work) {
      return work.get();
    }
  }

  /** A log of releases; it may land an entry and not say so. */
  static final class ListLog implements LogGateway {
    final List<String> entries = new ArrayList<>();
    boolean killed;

    @Override
    public int shards() {
      return 1;
    }

    @Override
    public CompletableFuture<Void> append(
        String key, long atMs, List<@Nullable ReadingBlock> byShard) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> register(int shard, LogRecord.Registered entry) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> correct(int shard, LogRecord.Correction entry) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> figures(LogRecord.Figures entry) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> release(LogRecord.Released entry) {
      for (PackRelease pack : entry.packs()) {
        entries.add(pack.pack() + " " + pack.number());
      }
      return killed
          ? CompletableFuture.failedFuture(new IllegalStateException("killed"))
          : CompletableFuture.completedFuture(null);
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
    Division root =
        new Division(
            CITY,
            DivisionLevel.CITY,
            Text.of("芙蓉市", "Furong"),
            "",
            false,
            LngLat.of(104.5, 30.5),
            Bounds.of(104, 30, 105, 31));
    return CityProfile.of(
        "small",
        Text.of("芙蓉市", "Furong"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
            Set.of(),
            Set.of()),
        Divisions.of(
            List.of(root),
            Map.of(CITY, new GeometryFactory().toGeometry(new Envelope(104, 105, 30, 31)))),
        List.of(),
        List.of(),
        Map.of());
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
