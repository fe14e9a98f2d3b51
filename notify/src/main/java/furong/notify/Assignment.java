package furong.notify;

import java.time.Instant;

/**
 * An open alert given to one person to look after; the newest of an alert counts, the earlier ones
 * stay on record.
 *
 * @param to id of the user who is to look after it
 * @param by id of the user who said so, often the same
 * @param note what is to be done; may be empty
 */
public record Assignment(String alert, String to, String by, Instant at, String note) {}
