package furong.plan;

import furong.plan.Entry.Pulled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an item is.
 *
 * <pre>{@code
 * Progress.of(target("A24"), 1760.0, null)   // 80 % of 2,200, computed
 * Progress.of(target("A43"), 57.0, null)     // no percentage: a level without a starting point; not met
 * Progress.of(task("B62"), null, 60)         // 60 %, the unit's own estimate
 * }</pre>
 *
 * @param percent null when nothing says how far it is
 * @param met null when that cannot be said
 */
public record Progress(@Nullable Double percent, Basis basis, @Nullable Boolean met) {

  /** Where the percentage comes from. */
  public enum Basis {
    /** From a figure and the plan's own number. */
    COMPUTED,
    /** The unit says so. */
    OWN_ESTIMATE,
    NONE
  }

  /** All of it. */
  private static final double ALL = 100;

  /**
   * @param figure the item's figure: pulled, else reported
   * @param estimate 0 to 100, by the unit itself
   */
  public static Progress of(Item item, @Nullable Double figure, @Nullable Integer estimate) {
    if (item instanceof Measured target && figure != null) {
      Optional<Progress> computed = computed(target, figure, estimate);
      if (computed.isPresent()) {
        return computed.get();
      }
    }
    if (estimate == null) {
      return new Progress(null, Basis.NONE, null);
    }
    // a direction is never reached: it goes on
    boolean open =
        item instanceof Target t
            && (t.form() == Target.Form.DIRECTION || t.form() == Target.Form.VALUE);
    return new Progress(
        (double) estimate, Basis.OWN_ESTIMATE, open ? null : Boolean.valueOf(estimate >= ALL));
  }

  /**
   * The same where the engine may have several figures: it is reached when each of them says so,
   * never while one of them is not known.
   *
   * @param pulled the engine's figure that decides; null when none has a value
   */
  static Progress of(
      Item item, @Nullable Pulled pulled, @Nullable Double figure, @Nullable Integer estimate) {
    Progress one = of(item, figure, estimate);
    boolean several = item instanceof Measured m && m.value() != null && m.indicators().size() > 1;
    return several && Boolean.TRUE.equals(one.met()) && (pulled == null || !pulled.right())
        ? new Progress(one.percent(), one.basis(), null)
        : one;
  }

  private static Optional<Progress> computed(
      Measured target, double figure, @Nullable Integer estimate) {
    @Nullable Double value = target.value();
    return switch (target.form()) {
      case COUNT ->
          value == null
              ? Optional.empty()
              : Optional.of(new Progress(figure / value * ALL, Basis.COMPUTED, figure >= value));
      case COVERAGE -> Optional.of(new Progress(figure, Basis.COMPUTED, figure >= ALL));
      case VALUE, MILESTONE ->
          value == null
              ? Optional.empty()
              : Optional.of(
                  new Progress(
                      estimate == null ? null : Double.valueOf(estimate),
                      estimate == null ? Basis.NONE : Basis.OWN_ESTIMATE,
                      meets(target, figure, value)));
      case DIRECTION -> Optional.empty();
    };
  }

  /** Null where the plan says "about" and the figure is on the worse side of it. */
  private static @Nullable Boolean meets(Measured target, double figure, double value) {
    return switch (target.compare()) {
      case GE -> figure >= value;
      case LE -> figure <= value;
      case ABOUT_MORE -> figure >= value ? Boolean.TRUE : null;
      case ABOUT_LESS -> figure <= value ? Boolean.TRUE : null;
      case RISE, FALL, NOT_FALL, SAME -> null;
      case null -> null;
    };
  }
}
