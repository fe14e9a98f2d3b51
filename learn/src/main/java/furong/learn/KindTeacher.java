package furong.learn;

import furong.cases.Case;
import furong.cases.CaseStore;
import furong.cases.CitizenReport;
import furong.cases.ReportStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the city's model: reads it at the start, makes it anew from registered cases once a day,
 * and guesses with it. One thread calls {@link #round}; any may ask.
 *
 * <p>Without enough cases there is no model, and {@link #standing} says how many there are.
 */
public final class KindTeacher {

  /** Guesses that are shown: what fits on one line of a telephone. */
  public static final int MOST_GUESSES = 3;

  /**
   * Below it a guess is not shown: with three chips a line, one that is right in less than every
   * sixth case costs more looks than it saves. The choice is this project's own.
   */
  public static final double LEAST_CONFIDENCE = 0.15;

  /** People's way of speaking changes with the season, not with the hour. */
  private static final Duration MODEL_LASTS = Duration.ofDays(1);

  /**
   * What there is to learn from and to guess with.
   *
   * @param card null while there is no model
   * @param usable cases found at the last round
   * @param needed cases
   */
  public record Standing(@Nullable ModelCard card, int usable, int needed) {}

  private final CaseStore cases;
  private final ReportStore reports;
  private final ModelFile file;
  private final InstantSource time;
  private volatile @Nullable KindModel model;
  private volatile int usable;
  private boolean begun;

  public KindTeacher(CaseStore cases, ReportStore reports, ModelFile file, InstantSource time) {
    this.cases = cases;
    this.reports = reports;
    this.file = file;
    this.time = time;
  }

  /** Makes a model when there is none or it is old; answers whether it made one. */
  public boolean round() {
    if (!begun) {
      begun = true;
      model = file.read().orElse(null);
    }
    Instant now = time.instant();
    @Nullable KindModel known = model;
    if (known != null && now.isBefore(known.card().at().plus(MODEL_LASTS))) {
      usable = known.card().cases();
      return false;
    }
    List<Told> told = cases.listTold(Trainer.MOST_CASES).stream().map(this::told).toList();
    usable = Trainer.usable(told).size();
    Optional<KindModel> made = Trainer.train(told, now);
    made.ifPresent(fresh -> {
      file.write(fresh);
      model = fresh;
    });
    return made.isPresent();
  }

  private Told told(Case c) {
    String name =
        reports
            .findByCase(c.id())
            .map(entry -> entry.report().contact())
            .map(CitizenReport.Contact::name)
            .orElse("");
    return new Told(
        c.number(), c.matter().category(), Nameless.words(c.matter().description(), name));
  }

  public Standing standing() {
    @Nullable KindModel known = model;
    return new Standing(known == null ? null : known.card(), usable, Trainer.FEWEST_CASES);
  }

  /** What the words may speak of, the likeliest first; nothing without a model. */
  public List<Guess> guess(String words) {
    @Nullable KindModel known = model;
    return known == null
        ? List.of()
        : known.guess(words, MOST_GUESSES).stream()
            .filter(guess -> guess.confidence() >= LEAST_CONFIDENCE)
            .toList();
  }
}
