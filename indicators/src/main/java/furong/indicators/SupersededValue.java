package furong.indicators;

import java.time.Instant;

/**
 * A figure that stood until a new computation came to another one.
 *
 * @param why stable code: {@code data} (observations came or changed) or {@code definition}
 */
public record SupersededValue(IndicatorValue old, Instant replacedAt, String why) {}
