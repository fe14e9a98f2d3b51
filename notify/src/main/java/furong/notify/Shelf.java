package furong.notify;

import java.time.Instant;

/** One alert put aside by a person for a while, with the reason; it comes back by itself. */
public record Shelf(String alert, Instant until, String reason, String by, Instant at) {}
