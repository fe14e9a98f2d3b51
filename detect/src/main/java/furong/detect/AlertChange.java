package furong.detect;

import furong.base.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something happened to an alert. One episode has one alert: {@code OPENED}, then any number of
 * {@code LEVEL}, then {@code CLEARED}. A {@code LEVEL} after that restores an alert that was
 * withdrawn. Sent at least once; the key is (alert, kind, atMs).
 *
 * @param alert deterministic id, see {@link #alertId}; of the beginning that was told first
 * @param rule id of the rule
 * @param packVersion version of the pack that judged
 * @param level the level from this change on; at {@code CLEARED} the last one
 * @param thing SensorThings id; 0 for an alert of a division
 * @param division the finest division of the thing, empty when it has no place; or the division
 *     that the alert is of
 * @param atMs event time, Unix ms: when the rule's condition was met, not when it was noticed
 * @param openedMs event time, Unix ms: when the episode began as it is known at this change. Late
 *     readings may move it; the alert keeps its id. {@link #UNSAID} in entries of older versions
 * @param simulated the readings come from a simulated thing
 * @param live judged from readings of the present; false for history
 * @param inputs what the rule looked at, by name, as it was at {@code atMs}; unknown ones are left
 *     out. A rule across things also quotes things, as {@code <input>@<thing>}
 * @param reason one line in Chinese and English for people
 */
public record AlertChange(
    String alert,
    String rule,
    String pack,
    String packVersion,
    Kind kind,
    Level level,
    long thing,
    String division,
    long atMs,
    long openedMs,
    boolean simulated,
    boolean live,
    Map<String, Double> inputs,
    String reason) {

  /** What happened. */
  public enum Kind {
    OPENED,
    LEVEL,
    CLEARED
  }

  /** In place of the beginning in changes that say nothing of it. */
  public static final long UNSAID = Long.MIN_VALUE;

  /** 20 hex digits are 80 bits: a clash among a billion alerts has a chance of 1 in 2 million. */
  private static final int ID_HEX = 20;

  public AlertChange {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }

  /**
   * The id of the alert of an episode: the same whenever and wherever the log is replayed. A log of
   * the same readings in another order may tell another beginning first, and so another id.
   */
  public static String alertId(String rule, long thing, long openedAtMs) {
    return alertId(rule, Long.toString(thing), openedAtMs);
  }

  /** The same of an alert of a division, by its code. */
  static String alertId(String rule, String of, long openedAtMs) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((rule + "|" + of + "|" + openedAtMs).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_HEX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
