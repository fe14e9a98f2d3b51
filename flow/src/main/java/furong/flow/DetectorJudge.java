package furong.flow;

import furong.base.Notice;
import furong.base.Result;
import furong.base.WorkCalendar;
import furong.detect.AlertChange;
import furong.detect.Detector;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.ShardState;
import furong.detect.Told;
import furong.detect.VitalWindow;
import furong.observe.LogRecord;
import furong.pack.PackFiles;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the packs, by {@link Detector}. Which version of a pack judges is part of the state
 * of a shard: it changes with a {@link LogRecord.Released} of the log and comes back with the
 * checkpoint, so a restart and a replay switch at the same entry.
 */
public final class DetectorJudge implements Judge {

  private static final Logger LOG = LoggerFactory.getLogger(DetectorJudge.class);

  private final JudgingPacks first;
  private final WorkCalendar calendar;

  private final AcrossJudge across;
  private final Map<JudgingPacks, Detector> detectors = new HashMap<>();
  private final Map<Integer, ShardState> states = new TreeMap<>();
  private final Map<Integer, JudgingPacks> judging = new HashMap<>();
  private final Set<String> said = new HashSet<>();

  private DetectorJudge(JudgingPacks first, WorkCalendar calendar) {
    this.first = first;
    this.calendar = calendar;
    RuleBook rules = first.rules(calendar).orThrow();
    this.across = new AcrossJudge(first, rules, calendar);
    detectors.put(first, new Detector(rules));
  }

  /**
   * The packs as texts, so that they travel with the job to machines that have no such folder; they
   * judge until the log names others.
   *
   * @param numbers of their versions in the city
   */
  public static Source of(PackFiles packs, Map<String, Long> numbers, WorkCalendar calendar) {
    String name = packs.name();
    TreeMap<String, String> texts = new TreeMap<>(packs.texts());
    TreeMap<String, Long> versions = new TreeMap<>(numbers);
    return () ->
        new DetectorJudge(JudgingPacks.first(new PackFiles(name, texts), versions), calendar);
  }

  @Override
  public void apply(int shard, LogRecord entry, Effects out) {
    JudgingPacks packs = judging.getOrDefault(shard, first);
    if (entry instanceof LogRecord.Released released) {
      // a state that came back from a checkpoint meets the old rules first, as one that stayed
      take(shard, detectors.get(packs), entry, out);
      packs = packs.with(released);
    }
    @Nullable Detector detector = detector(packs);
    if (detector == null) {
      packs = judging.getOrDefault(shard, first);
      detector = detectors.get(packs);
    }
    judging.put(shard, packs);
    take(shard, detector, entry, out);
  }

  private void take(int shard, @Nullable Detector detector, LogRecord entry, Effects out) {
    if (detector != null) {
      detector.apply(shard, states.computeIfAbsent(shard, s -> new ShardState()), entry, out);
    }
  }

  /** One for all shards that judge by the same versions; compiled at the first of them. */
  private @Nullable Detector detector(JudgingPacks packs) {
    @Nullable Detector known = detectors.get(packs);
    if (known == null) {
      switch (packs.rules(calendar)) {
        case Result.Ok<RuleBook>(RuleBook rules) -> {
          known = new Detector(rules);
          detectors.keySet().removeIf(p -> p != first && !judging.containsValue(p));
          detectors.put(packs, known);
        }
        case Result.Refused<RuleBook>(var why, List<Notice> faults) -> refused(packs, faults);
      }
    }
    return known;
  }

  /** Said once: every shard meets the same entry. */
  private void refused(JudgingPacks packs, List<Notice> faults) {
    if (!said.add(packs.key())) {
      return;
    }
    if (packs.isPast()) {
      LOG.info("{}", packs.advice(faults));
    } else {
      LOG.error("{}", packs.advice(faults));
    }
  }

  @Override
  public List<byte[]> save(int shard) {
    @Nullable ShardState state = states.get(shard);
    if (state == null) {
      return List.of();
    }
    return StateParts.of(out -> {
      judging.getOrDefault(shard, first).encode(out);
      state.encode(out);
    });
  }

  // ---- across things

  @Override
  public boolean wants(int shard, Effect effect) {
    Detector detector = detectors.get(judging.getOrDefault(shard, first));
    return detector != null
        && switch (effect) {
          case Effect.OfAlert(AlertChange change) -> detector.rules().asksForAlerts(change.rule());
          case Effect.OfVital(VitalWindow window) ->
              detector.rules().asksForVital(window.property());
          case Effect.OfFact fact -> true;
          case Effect.OfFigure figure -> true;
          case Effect.OfReleased released -> true;
          case Effect.OfStanding standing -> false;
        };
  }

  @Override
  public void released(int shard, LogRecord.Released entry) {
    across.released(shard, entry);
  }

  @Override
  public void across(int shard, int shards, Told told, Effects out) {
    across.apply(shard, shards, told, out);
  }

  @Override
  public List<byte[]> saveAcross() {
    return across.isEmpty() ? List.of() : StateParts.of(across::encode);
  }

  /** As {@link #restore}, a state of another version fails the job. */
  @Override
  public void restoreAcross(List<byte[]> state) {
    try {
      StateParts.read(state, across::decode);
    } catch (IOException e) {
      LOG.error("the state of rules across things is of another version");
      throw new UncheckedIOException("state of rules across things", e);
    }
  }

  /**
   * A state of another version fails the job ({@link UnreadableState}): it is set aside, and the
   * stream begins at the beginning of the log.
   */
  @Override
  public void restore(int shard, List<byte[]> state) {
    try {
      StateParts.read(state, in -> restore(shard, in));
    } catch (IOException e) {
      LOG.error("the state of shard {} is of another version", shard);
      throw new UncheckedIOException("state of shard " + shard, e);
    }
  }

  private void restore(int shard, DataInput in) throws IOException {
    JudgingPacks packs = first.decode(in);
    if (detector(packs) == null) {
      packs = first;
    }
    judging.put(shard, packs);
    states.put(shard, ShardState.decode(in));
  }
}
