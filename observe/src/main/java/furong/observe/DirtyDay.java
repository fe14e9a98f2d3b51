package furong.observe;

/**
 * A day of a datastream whose observations changed since its statistics were last computed.
 *
 * @param datastream SensorThings id
 * @param epochDay days since 1970-01-01 in the city's zone
 * @param mark grows with every change; what makes {@link DayChanges#done} safe
 */
public record DirtyDay(long datastream, long epochDay, long mark) {}
