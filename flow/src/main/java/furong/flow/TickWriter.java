package furong.flow;

import furong.observe.LogRecord;
import java.time.InstantSource;

/**
 * Writes the passing of time into the log, so that "nothing was heard for an hour" is a function of
 * the log as everything else is. A tick that cannot be written is left out; the next one says it as
 * well.
 */
public final class TickWriter extends Worker {

  /**
   * Ten seconds: the finest silence that a rule can tell, and 35,000 entries a day for 4 shards.
   */
  private static final long EVERY_MS = 10_000;

  private static final long NAP_MS = 100;

  private final KafkaLogGateway gateway;
  private final InstantSource clock;
  private long nextMs;

  public TickWriter(KafkaLogGateway gateway, InstantSource clock) {
    super("furong-ticks");
    this.gateway = gateway;
    this.clock = clock;
  }

  @Override
  void open() {
    nextMs = clock.millis();
  }

  @Override
  void round() {
    long now = clock.millis();
    if (now >= nextMs) {
      gateway.tick(new LogRecord.Tick(now));
      nextMs = now - now % EVERY_MS + EVERY_MS;
    }
    try {
      Thread.sleep(NAP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  @Override
  void release(boolean failed) {
    // nothing is held
  }
}
