package furong.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A photo, known by its content.
 *
 * @param id first 32 hex digits of the SHA-256 of the stored bytes: the same photo has one id
 * @param caseId null while it belongs to no case yet
 * @param stage state of the case when it was brought
 * @param by id of the user
 */
public record Photo(
    String id, @Nullable Long caseId, String stage, String by, Instant at, int width, int height) {}
