package furong.observe.sta;

import java.util.Optional;

/** The nine kinds of entity of SensorThings 1.1, clauses 8.2 and 12. */
public enum EntityType {
  THING("Thing", "Things"),
  LOCATION("Location", "Locations"),
  HISTORICAL_LOCATION("HistoricalLocation", "HistoricalLocations"),
  DATASTREAM("Datastream", "Datastreams"),
  /** A datastream whose results are arrays. */
  MULTI_DATASTREAM("MultiDatastream", "MultiDatastreams"),
  SENSOR("Sensor", "Sensors"),
  OBSERVED_PROPERTY("ObservedProperty", "ObservedProperties"),
  OBSERVATION("Observation", "Observations"),
  FEATURE_OF_INTEREST("FeatureOfInterest", "FeaturesOfInterest");

  private final String single;
  private final String set;

  EntityType(String single, String set) {
    this.single = single;
    this.set = set;
  }

  /** Name of one, as used by a link to one. */
  public String single() {
    return single;
  }

  /** Name of the set, as used at the service root and by a link to many. */
  public String set() {
    return set;
  }

  /** True for the two kinds that observations belong to. */
  public boolean isDatastream() {
    return this == DATASTREAM || this == MULTI_DATASTREAM;
  }

  public static Optional<EntityType> ofSet(String name) {
    for (EntityType type : values()) {
      if (type.set.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
