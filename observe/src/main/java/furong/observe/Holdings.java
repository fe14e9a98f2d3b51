package furong.observe;

/**
 * What the history holds.
 *
 * @param segments files
 * @param rows observations in them
 * @param bytes of the files
 * @param tail observations that are in no file yet
 * @param expired observations removed since the start because they were kept long enough
 */
public record Holdings(long segments, long rows, long bytes, long tail, long expired) {}
