package furong.notify.cap;

/** A named value: {@code eventCode}, {@code parameter} or {@code geocode}. */
public record CapPair(String name, String value) {}
