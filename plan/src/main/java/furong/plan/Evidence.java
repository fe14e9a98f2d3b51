package furong.plan;

import java.time.Instant;

/**
 * A file that proves something.
 *
 * @param id by its content: the same file has the same id
 * @param owner {@code entry/12} or {@code supervised/3}
 */
public record Evidence(
    String id, String owner, String name, String type, long bytes, String by, Instant at) {}
