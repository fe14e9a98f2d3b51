package furong.reported;

import org.jspecify.annotations.Nullable;

/**
 * What somebody typed for a figure.
 *
 * @param figure id
 * @param value null when nothing was typed
 */
public record Cell(String figure, @Nullable Double value, String note) {}
