package furong.indicators;

import java.time.Instant;

/**
 * A figure that stood until a new computation came to another one.
 *
 * @param why stable code of {@link IndicatorValue#supersededBy}
 */
public record SupersededValue(IndicatorValue old, Instant replacedAt, String why) {}
