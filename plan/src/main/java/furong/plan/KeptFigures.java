package furong.plan;

import furong.plan.Entry.Pulled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they were pulled last, for a page that everybody opens: each is asked of its source
 * once and kept until a figure moves, for a minute at most.
 *
 * <p>A figure that is being pulled while another one moves is given to who asked and not kept, so
 * nothing stands longer than its source says. Cost: one entry a target of the plan.
 */
public final class KeptFigures implements FigureSource {

  /** As long as browsers may keep the page itself. */
  public static final Duration LONGEST = Duration.ofMinutes(1);

  private record Asked(List<String> indicators, YearMonth month) {}

  private record Kept(Instant since, Map<Asked, Optional<Pulled>> figures) {}

  private final FigureSource source;
  private final InstantSource time;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

  public KeptFigures(FigureSource source, InstantSource time) {
    this.source = source;
    this.time = time;
  }

  /** Drops everything: some figure came to something else. */
  public void moved() {
    kept.set(null);
  }

  @Override
  public Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    Asked asked = new Asked(List.copyOf(indicators), month);
    Map<Asked, Optional<Pulled>> figures = current().figures();
    Optional<Pulled> known = figures.get(asked);
    if (known == null) {
      known = source.pull(indicators, month);
      figures.put(asked, known);
    }
    return known;
  }

  private Kept current() {
    Instant now = time.instant();
    @Nullable Kept known = kept.get();
    if (known != null && now.isBefore(known.since().plus(LONGEST))) {
      return known;
    }
    Kept fresh = new Kept(now, new ConcurrentHashMap<>());
    kept.set(fresh);
    return fresh;
  }
}
