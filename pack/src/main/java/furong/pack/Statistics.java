package furong.pack;

/**
 * What makes an hour, an 8-hour mean and a day of a property count.
 *
 * @param hourMinutes minutes of an hour that readings must cover for its mean to count; one hourly
 *     figure counts as a full hour
 * @param dayHours hourly means that a day mean needs, of 24
 * @param windowHours hourly means that an 8-hour mean needs, of 8
 * @param dayWindows 8-hour means that a day's largest 8-hour mean needs, of the 17 inside the day
 * @param source the standard and clause
 */
public record Statistics(
    int hourMinutes, int dayHours, int windowHours, int dayWindows, String source) {}
