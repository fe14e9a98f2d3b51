package furong.serve.packs;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.detect.Episode;
import furong.detect.EpisodeDiff;
import furong.detect.PastFigures;
import furong.detect.Rejudge;
import furong.detect.RuleBook;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.release.CityPacks;
import furong.release.PackCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Tries changed texts of a pack: against the laws, its goldens and recorded history. */
@Component
class PackTrials {

  /** Six years of hourly data are what this house replays; a longer span is a mistake. */
  private static final Duration MOST = Duration.ofDays(7 * 366);

  /** The heap that one trial may take of a running city: some 200 MB of readings of one thing. */
  private static final long MAX_READINGS = 50_000_000;

  private final CityPacks packs;
  private final PackBook book;
  private final CityProfile city;
  private final Catalogue catalogue;
  private final History history;
  private final PastFigures figures;

  /** Trials whose lines can still be taken away as a file: somebody compares two or three. */
  private static final int KEPT = 4;

  private final Deque<Tried> newest = new ArrayDeque<>();

  /** One at a time: a trial takes a core, and the city needs the others. */
  private final Semaphore one = new Semaphore(1);

  PackTrials(
      CityPacks packs,
      PackBook book,
      CityProfile city,
      Catalogue catalogue,
      History history,
      PastFigures figures) {
    this.packs = packs;
    this.book = book;
    this.city = city;
    this.catalogue = catalogue;
    this.history = history;
    this.figures = figures;
  }

  /**
   * What a trial found.
   *
   * @param id names it while it is kept
   */
  record Tried(
      String id,
      String pack,
      Instant from,
      Instant to,
      int things,
      long readings,
      int before,
      int after,
      EpisodeDiff diff) {}

  /** Empty for a pack that the city never had. */
  Optional<Map<String, String>> files(String pack) {
    return packs.knows(pack) ? Optional.of(packs.files().of(pack)) : Optional.empty();
  }

  PackCheck check(String pack, Map<String, String> texts) {
    return packs.tried(pack, texts, city.zone());
  }

  Result<Tried> replay(String pack, Map<String, String> texts, Instant from, Instant to) {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(MOST) > 0) {
      return refused(
          Refusal.INVALID,
          "replay.span",
          Text.of("开始须早于结束，最长七年", "from lies before to, by 7 years at most"));
    }
    PackReader.Loaded loaded = PackReader.read(packs.files().with(pack, texts));
    // who tries a change has not proved it yet
    List<Notice> broken =
        loaded.notices().stream().filter(n -> !n.code().equals("law.proof")).toList();
    if (!broken.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, broken);
    }
    if (!one.tryAcquire()) {
      return refused(
          Refusal.BUSY,
          "replay.busy",
          Text.of("另一次试算正在进行，请稍后再试", "Another replay runs; try again later."));
    }
    try {
      Rejudge rejudge =
          new Rejudge(
              RuleBook.of(book, city.calendar()),
              RuleBook.of(loaded.book(), city.calendar()),
              pack);
      Set<Long> things = new LinkedHashSet<>();
      for (String property : rejudge.properties()) {
        catalogue.datastreams(property, "").forEach(d -> things.add(d.thing()));
      }
      for (long thing : things) {
        List<DatastreamInfo> streams = catalogue.datastreamsOf(thing);
        rejudge.thing(streams, history, from.toEpochMilli(), to.toEpochMilli());
        if (rejudge.readings() > MAX_READINGS) {
          return refused(
              Refusal.TOO_LARGE,
              "replay.size",
              Text.of("读数超过 " + MAX_READINGS + " 条", "More than " + MAX_READINGS + " readings"));
        }
      }
      List<DatastreamInfo> together =
          rejudge.acrossProperties().stream()
              .flatMap(p -> catalogue.datastreams(p, "").stream())
              .toList();
      if (!rejudge.across(
          together, history, figures, from.toEpochMilli(), to.toEpochMilli(), MAX_READINGS)) {
        return refused(
            Refusal.TOO_LARGE,
            "replay.size",
            Text.of("部件太多、时间太长，请缩短时间", "Too many things for so long a span; take a shorter one"));
      }
      together.forEach(d -> things.add(d.thing()));
      return Result.ok(
          keep(
              new Tried(
                  UUID.randomUUID().toString(),
                  pack,
                  from,
                  to,
                  things.size(),
                  rejudge.readings(),
                  rejudge.before(),
                  rejudge.after(),
                  rejudge.diff())));
    } finally {
      one.release();
    }
  }

  private Tried keep(Tried tried) {
    synchronized (newest) {
      newest.addFirst(tried);
      if (newest.size() > KEPT) {
        newest.removeLast();
      }
    }
    return tried;
  }

  /** A trial of a pack, as long as it is among the newest. */
  Optional<Tried> kept(String pack, String id) {
    synchronized (newest) {
      return newest.stream().filter(t -> t.id().equals(id) && t.pack().equals(pack)).findFirst();
    }
  }

  private static <T> Result<T> refused(Refusal refusal, String code, Text message) {
    return Result.refused(refusal, Notice.of(code, "", message));
  }

  String name(Episode episode) {
    if (episode.thing() == 0) {
      String code = episode.division();
      return city.divisions().find(code).map(d -> d.name().zh()).orElse(code);
    }
    return catalogue.thing(episode.thing()).map(t -> t.name()).orElse("" + episode.thing());
  }
}
