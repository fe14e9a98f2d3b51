package furong.people;

/**
 * A user at the other end of a request.
 *
 * @param from the address that the request came from, for the audit trail
 */
public record Caller(User user, String from) {}
