package furong.sense.devices;

import furong.observe.Catalogue.ObservingThing;
import furong.observe.Health;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing with its state of health: the worst of its datastreams.
 *
 * @param lastAt when any of its datastreams was heard last; null when none was
 * @param streams how many datastreams it has
 */
record Device(ObservingThing thing, Health health, @Nullable Instant lastAt, int streams) {}
