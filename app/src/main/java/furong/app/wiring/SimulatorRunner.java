package furong.app.wiring;

import furong.app.Settings;
import furong.city.CityProfile;
import furong.sim.Simulator;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the simulator play in a thread of its own once the house is up, and ends it first of all.
 */
@Component
class SimulatorRunner implements SmartLifecycle {

  /** Any number makes a city; this one is the demo's, so that screenshots can be compared. */
  private static final long SEED = 20_260_301;

  /** A batch on its way is answered within moments; then the thread has ended. */
  private static final long END_WITHIN_MS = 2_000;

  private final Settings settings;
  private final CityProfile city;
  private final InstantSource clock;
  private @Nullable Thread thread;

  SimulatorRunner(Settings settings, CityProfile city, InstantSource clock) {
    this.settings = settings;
    this.city = city;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (settings.sim() && thread == null) {
      Simulator simulator =
          new Simulator(
              URI.create("http://127.0.0.1:" + settings.httpPort() + "/"),
              city,
              SEED,
              settings.dataDir().resolve("sim-truth.csv"),
              clock,
              settings.simSensors(),
              null);
      thread = Thread.ofPlatform().name("simulator").daemon(true).start(simulator::run);
    }
  }

  @Override
  public void stop() {
    Thread playing = thread;
    thread = null;
    if (playing != null) {
      playing.interrupt();
      try {
        playing.join(END_WITHIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** The last to start and the first to stop: it is a client of everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
