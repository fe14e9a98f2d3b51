package furong.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case has gathered beside the main way.
 *
 * @param assisting ids of the organisations that help the one that leads (协办)
 * @param condition id of the {@link Condition} that it was registered for; null for none
 * @param ties to other cases
 * @param extension what was asked for and granted
 * @param change of the condition that was asked for
 * @param escalation how far up it was told of in this stage
 * @param reopened how often it was reopened
 * @param unrouted true while it waits at the dispatch desk and no rule names anybody for it, or it
 *     was returned as often as is allowed
 * @param handledAt when handling was last reported finished; null before
 */
public record Dossier(
    List<String> assisting,
    @Nullable String condition,
    Ties ties,
    Extension extension,
    Change change,
    Escalation escalation,
    int reopened,
    boolean unrouted,
    @Nullable Instant handledAt) {

  public static final Dossier EMPTY =
      new Dossier(
          List.of(), null, Ties.NONE, Extension.NONE, Change.NONE, Escalation.NONE, 0, false, null);

  /**
   * Other cases.
   *
   * @param parent id of the case that this one is a part of
   * @param mergedInto id of the case that goes on with its matter
   */
  public record Ties(@Nullable Long parent, @Nullable Long mergedInto) {
    public static final Ties NONE = new Ties(null, null);
  }

  /**
   * More time (延期).
   *
   * @param asked units of the running limit that wait for a decision; 0 when none do
   * @param askedBy id of the user; null when none do
   * @param granted how often it was granted
   */
  public record Extension(int asked, @Nullable String askedBy, int granted) {
    public static final Extension NONE = new Extension(0, null, 0);
  }

  /**
   * Another condition (改情形) that waits for a decision.
   *
   * @param asked id of the {@link Condition}; null when none is asked for
   * @param askedBy id of the user; null when none is asked for
   */
  public record Change(@Nullable String asked, @Nullable String askedBy) {
    public static final Change NONE = new Change(null, null);
  }

  /**
   * How far up a late case was told of; begins anew with each stage and each extension.
   *
   * @param step 0 nobody, 1 reminded before the end, 2 told at the end, 3 and more: a level higher
   *     each
   * @param to id of the organisation told last; null for step 0
   */
  public record Escalation(int step, @Nullable String to) {
    public static final Escalation NONE = new Escalation(0, null);
  }

  public Dossier {
    assisting = List.copyOf(assisting);
  }

  Dossier with(Escalation newEscalation) {
    return new Dossier(
        assisting,
        condition,
        ties,
        extension,
        change,
        newEscalation,
        reopened,
        unrouted,
        handledAt);
  }
}
