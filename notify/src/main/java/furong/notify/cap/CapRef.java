package furong.notify.cap;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * What identifies one message: {@code sender,identifier,sent}, as {@code references} write it. Two
 * messages with the same three are the same message.
 */
public record CapRef(String sender, String identifier, String sent) {

  static CapRef of(String sender, String identifier, OffsetDateTime sent) {
    return new CapRef(sender, identifier, CapTime.text(sent));
  }

  /** The key under which it is kept: the same instant written with another offset is the same. */
  public String key() {
    String instant =
        CapTime.read(sent)
            .map(t -> t.toInstant().truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse(sent);
    return sender + "," + identifier + "," + instant;
  }

  @Override
  public String toString() {
    return sender + "," + identifier + "," + sent;
  }
}
