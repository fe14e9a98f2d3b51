package furong.store.sta;

import org.jspecify.annotations.Nullable;

/**
 * A row of a registration that was found to be in order: a datastream and the device it is of.
 *
 * @param key the keeper's own name of the device, the same in all its rows
 * @param name of the device, for people
 * @param kind of the device, such as {@code air-station}; empty when unknown
 * @param division where it is when it has no place; empty when unknown
 * @param lng WGS84; null, as is {@code lat}, for a device without a place
 * @param datastream its name, one of a kind on its device
 * @param definition of the observed property
 * @param propertyName what people call that property; used when it is new
 * @param unit UCUM code
 * @param sensor name of the model that measures
 */
public record NewStream(
    String key,
    String name,
    String kind,
    boolean simulated,
    String division,
    @Nullable Double lng,
    @Nullable Double lat,
    String datastream,
    String definition,
    String propertyName,
    String unit,
    String sensor) {

  public NewStream {
    if (key.isBlank() || datastream.isBlank() || definition.isBlank()) {
      throw new IllegalArgumentException("a device, a datastream and a definition are named");
    }
    if ((lng == null) != (lat == null)) {
      throw new IllegalArgumentException("a place has both degrees or none");
    }
  }
}
