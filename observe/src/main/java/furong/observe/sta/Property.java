package furong.observe.sta;

/**
 * A property of an entity type.
 *
 * @param name as in the standard
 * @param kind what it holds
 * @param required true when an entity cannot be made without it
 * @param derived true when the service finds it by itself from the observations
 */
public record Property(String name, Kind kind, boolean required, boolean derived) {

  /** What a property holds. */
  public enum Kind {
    /** The number that names an entity. */
    ID,
    TEXT,
    /** An instant. */
    TIME,
    /** An instant or an interval. */
    INTERVAL,
    /** GeoJSON, or whatever the encoding type says. */
    GEOMETRY,
    /** Any JSON. */
    JSON
  }

  static Property required(String name, Kind kind) {
    return new Property(name, kind, true, false);
  }

  static Property optional(String name, Kind kind) {
    return new Property(name, kind, false, false);
  }

  static Property derived(String name, Kind kind) {
    return new Property(name, kind, false, true);
  }
}
