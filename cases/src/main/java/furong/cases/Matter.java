package furong.cases;

import furong.base.Level;
import furong.base.Text;
import furong.geo.LngLat;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about.
 *
 * @param origin who brought it up
 * @param category code of a {@link Category}
 * @param level of the alert; null for reports by people
 * @param division the finest division that the place lies in
 * @param location null when only the division is known; of a warning of somebody else a point of
 *     the division within what they warn of, at which nothing was seen
 * @param thing SensorThings id; null when no registered thing is concerned
 * @param alert id of the alert that opened it; null for reports by people
 * @param rule id of that alert's rule; empty for reports by people
 * @param procedure id of the procedure that sets its clocks; empty when none does
 * @param description what was seen; the alert's reason or the reporter's words
 * @param simulated true when a simulated thing is the cause; shown on every screen
 */
public record Matter(
    Origin origin,
    Text title,
    String category,
    @Nullable Level level,
    String division,
    @Nullable LngLat location,
    @Nullable Long thing,
    @Nullable String alert,
    String rule,
    String procedure,
    String description,
    boolean simulated) {

  /** Who brought it up. */
  public enum Origin {
    ALERT,
    /** Somebody outside of the service, or the desk that was told by them. */
    PERSON,
    /** Staff on patrol, by their own eyes (自发现). */
    PATROL,
    /** A warning of somebody else, such as the weather service. */
    WARNING
  }

  /** Where somebody or something saw it; a warning's point is only where to look. */
  public @Nullable LngLat seenAt() {
    return origin == Origin.WARNING ? null : location;
  }

  public Matter withLevel(Level newLevel) {
    return with(newLevel, division);
  }

  /** The same matter in what its division has become. */
  Matter in(String newDivision) {
    return with(level, newDivision);
  }

  private Matter with(@Nullable Level newLevel, String newDivision) {
    return new Matter(
        origin,
        title,
        category,
        newLevel,
        newDivision,
        location,
        thing,
        alert,
        rule,
        procedure,
        description,
        simulated);
  }

  /** Without what a person wrote. */
  Matter withoutWords() {
    return new Matter(
        origin, title, category, level, division, location, thing, alert, rule, procedure, "",
        simulated);
  }
}
