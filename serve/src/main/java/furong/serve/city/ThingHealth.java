package furong.serve.city;

import furong.observe.Health;
import java.util.function.LongFunction;

/** Knows how things are, for the map to show. */
public interface ThingHealth {

  /**
   * How all things were at one moment.
   *
   * @param version another one whenever any thing is otherwise
   * @param of the health of a thing by its id
   */
  record Look(String version, LongFunction<Health> of) {}

  /** Where nobody looks after the health of things, all are well. */
  ThingHealth ALL_WELL = () -> new Look("", id -> Health.WELL);

  Look healthNow();
}
