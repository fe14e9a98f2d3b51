package furong.serve.packs;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.detect.Episode;
import furong.detect.EpisodeDiff;
import furong.detect.GoldenRunner;
import furong.detect.Rejudge;
import furong.detect.RuleBook;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.pack.Golden;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Tries changed texts of a pack: against the laws, its goldens and recorded history. */
@Component
class PackTrials {

  /** Six years of hourly data are what this house replays; a longer span is a mistake. */
  private static final Duration MOST = Duration.ofDays(7 * 366);

  /** The heap that one trial may take of a running city: some 200 MB of readings of one thing. */
  private static final long MAX_READINGS = 50_000_000;

  private final PackFiles installed;
  private final PackBook book;
  private final CityProfile city;
  private final Catalogue catalogue;
  private final History history;

  /** One at a time: a trial takes a core, and the city needs the others. */
  private final Semaphore one = new Semaphore(1);

  PackTrials(
      PackFiles installed, PackBook book, CityProfile city, Catalogue catalogue, History history) {
    this.installed = installed;
    this.book = book;
    this.city = city;
    this.catalogue = catalogue;
    this.history = history;
  }

  /** A golden and what went otherwise than it says. */
  record Proof(String rule, String name, List<String> faults) {}

  /** Notices of the laws, and the proofs when no law is broken. */
  record Checked(List<Notice> notices, List<Proof> proofs) {}

  /** What a trial found. */
  record Tried(
      Instant from,
      Instant to,
      int things,
      long readings,
      int before,
      int after,
      EpisodeDiff diff) {}

  Map<String, String> files(String pack) {
    Map<String, String> own = new TreeMap<>();
    installed
        .texts()
        .forEach((path, text) -> {
          if (path.startsWith(pack + "/")) {
            own.put(path, text);
          }
        });
    return own;
  }

  /** The installed packs with the texts of one of them replaced. */
  private PackReader.Loaded changed(String pack, Map<String, String> texts) {
    Map<String, String> all = new TreeMap<>(installed.texts());
    all.keySet().removeIf(path -> path.startsWith(pack + "/"));
    texts.forEach((path, text) -> {
      if (path.startsWith(pack + "/")) {
        all.put(path, text);
      }
    });
    return PackReader.read(new PackFiles(installed.name(), all));
  }

  Checked check(String pack, Map<String, String> texts) {
    PackReader.Loaded loaded = changed(pack, texts);
    if (!loaded.notices().isEmpty()) {
      return new Checked(loaded.notices(), List.of());
    }
    GoldenRunner runner = new GoldenRunner(loaded.book(), city.zone());
    List<Proof> proofs = new ArrayList<>();
    for (Golden golden : loaded.goldens()) {
      if (golden.rule().startsWith(pack + ".")) {
        proofs.add(new Proof(golden.rule(), golden.name(), runner.run(golden)));
      }
    }
    return new Checked(List.of(), proofs);
  }

  Result<Tried> replay(String pack, Map<String, String> texts, Instant from, Instant to) {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(MOST) > 0) {
      return refused(Refusal.INVALID, "replay.span", "from lies before to, by 7 years at most");
    }
    PackReader.Loaded loaded = changed(pack, texts);
    // who tries a change has not proved it yet
    List<Notice> broken =
        loaded.notices().stream().filter(n -> !n.code().equals("law.proof")).toList();
    if (!broken.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, broken);
    }
    if (!one.tryAcquire()) {
      return refused(Refusal.BUSY, "replay.busy", "Another replay runs; try again later.");
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
              Refusal.TOO_LARGE, "replay.size", "More than " + MAX_READINGS + " readings");
        }
      }
      return Result.ok(
          new Tried(
              from,
              to,
              things.size(),
              rejudge.readings(),
              rejudge.before(),
              rejudge.after(),
              rejudge.diff()));
    } finally {
      one.release();
    }
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "", message));
  }

  String name(Episode episode) {
    return catalogue.thing(episode.thing()).map(t -> t.name()).orElse("" + episode.thing());
  }
}
