package furong.people;

import java.time.Instant;
import java.util.Map;

/**
 * One change that a person made, as it is kept for good.
 *
 * @param id given by the trail, increasing; 0 before it is kept
 * @param by id of the user; {@code system} when the platform acted by itself
 * @param login as it was at that time
 * @param role the hat worn for this act; empty when none was needed
 * @param action dotted, such as {@code case.dispatch} or {@code session.login}
 * @param subject what was changed: {@code case/17}, {@code alert/9f...}, {@code user/u1}
 * @param before the fields that changed, as they were; never a password, never a photo
 * @param after the same fields as they are now
 * @param from the address that the request came from
 */
public record AuditEntry(
    long id,
    Instant at,
    String by,
    String login,
    String role,
    String action,
    String subject,
    Map<String, String> before,
    Map<String, String> after,
    String from) {

  /** Who acts when no person does. */
  public static final String SYSTEM = "system";

  public AuditEntry {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /** An entry of {@code caller}, not yet kept. */
  public static AuditEntry of(
      Instant at,
      Caller caller,
      String role,
      String action,
      String subject,
      Map<String, String> before,
      Map<String, String> after) {
    return new AuditEntry(
        0,
        at,
        caller.user().id(),
        caller.user().login(),
        role,
        action,
        subject,
        before,
        after,
        caller.from());
  }

  /** An entry of the platform itself, not yet kept; nothing stood there before. */
  public static AuditEntry bySystem(
      Instant at, String action, String subject, Map<String, String> after) {
    return new AuditEntry(0, at, SYSTEM, SYSTEM, "", action, subject, Map.of(), after, "");
  }

  public AuditEntry withId(long newId) {
    return new AuditEntry(newId, at, by, login, role, action, subject, before, after, from);
  }
}
