package furong.notify;

import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.notify.Channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries what waits in the outbox to the channels, again and again until the other side has it.
 *
 * <p>A message is taken with a lease, sent, and settled. When the program dies between the last
 * two, it is sent a second time after the lease: every message carries its key, by which the other
 * side knows it. An escalation that has become needless while it waited is dropped.
 */
public final class Courier {

  /** Longer than the slowest channel may take (20 s for each of its two steps). */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** First wait; it doubles with each try. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** 10 s doubled up to an hour: fourteen tries are about seven hours, a night's outage. */
  static final int MOST_ATTEMPTS = 14;

  private static final int BATCH = 20;

  private final NotificationStore store;
  private final AlertStore alerts;
  private final Map<String, Channel> channels;
  private final InstantSource time;

  public Courier(
      NotificationStore store, AlertStore alerts, List<Channel> channels, InstantSource time) {
    this.store = store;
    this.alerts = alerts;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
    this.time = time;
  }

  /** Sends what is due. @return how many were tried */
  public int deliver() {
    List<Notification> claimed = store.claim(now(), LEASE, BATCH);
    for (Notification n : claimed) {
      store.settle(n.step() > 0 && needless(n) ? n.dropped() : settled(n, send(n)));
    }
    return claimed.size();
  }

  /** Sends one that is in no outbox, once: a test of the way to somebody. */
  public Outcome once(Notification n) {
    return send(n);
  }

  private Outcome send(Notification n) {
    Channel channel = channels.get(n.channel());
    if (channel == null) {
      return new Outcome.Never("the channel " + n.channel() + " is not set up");
    }
    try {
      return channel.send(n);
    } catch (RuntimeException e) {
      return new Outcome.Later(String.valueOf(e.getMessage()));
    }
  }

  private Notification settled(Notification n, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered() -> n.sent(now());
      case Outcome.Never(String why) -> n.failed(why);
      case Outcome.Later(String why) ->
          n.attempts() >= MOST_ATTEMPTS ? n.failed(why) : n.again(now().plus(waiting(n)), why);
    };
  }

  /** After the first try 10 s, then 20 s, 40 s ... up to an hour. */
  static Duration waiting(Notification n) {
    long factor = 1L << Math.min(n.attempts() - 1, 20);
    Duration wait = FIRST_WAIT.multipliedBy(factor);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private boolean needless(Notification n) {
    return n.alerts().stream()
        .map(alerts::find)
        .flatMap(Optional::stream)
        .allMatch(a -> !a.open() || acknowledgedSince(a, n.createdAt()));
  }

  private static boolean acknowledgedSince(Alert alert, Instant at) {
    return alert.acknowledgedAt() != null && !alert.acknowledgedAt().isBefore(at);
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }
}
