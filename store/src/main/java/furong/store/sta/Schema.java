package furong.store.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import java.util.List;
import java.util.Optional;

/**
 * Where the entity types of SensorThings lie in the tables and views of the migrations {@code V3_}.
 */
final class Schema {

  /** How a link is kept. */
  sealed interface Link {}

  /** A column of the table that the link starts from. */
  record Own(String column) implements Link {}

  /** A column of the table that the link leads to. */
  record Theirs(String column) implements Link {}

  /** A table of its own. */
  record Through(String table, String mine, String theirs) implements Link {}

  /** The column of {@code sta_multi_property} that says whose list it is. */
  static final String ORDERED_OWNER = "datastream";

  private Schema() {}

  /** True for the one link to many that has an order of its own, kept in a column {@code place}. */
  static boolean isOrdered(Navigation navigation) {
    return navigation.from() == EntityType.MULTI_DATASTREAM
        && navigation.target() == EntityType.OBSERVED_PROPERTY;
  }

  static String table(EntityType type) {
    return switch (type) {
      case THING -> "sta_thing";
      case LOCATION -> "sta_location";
      case HISTORICAL_LOCATION -> "sta_historical_location";
      case DATASTREAM -> "sta_single_datastream";
      case MULTI_DATASTREAM -> "sta_multi_datastream";
      case SENSOR -> "sta_sensor";
      case OBSERVED_PROPERTY -> "sta_observed_property";
      case FEATURE_OF_INTEREST -> "sta_feature";
      case OBSERVATION -> throw new IllegalArgumentException("observations are not in a table");
    };
  }

  /** The column of a property; empty for what is derived from the observations. */
  static Optional<String> column(Property property) {
    if (property.equals(Model.ID)) {
      return Optional.of("id");
    }
    if (property.derived()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (property.name()) {
          case "encodingType" -> "encoding_type";
          case "observationType" -> "observation_type";
          case "unitOfMeasurement", "unitOfMeasurements" -> "unit";
          case "multiObservationDataTypes" -> "multi_types";
          default -> property.name();
        });
  }

  /** The properties of a type that have a column, in the order of the model. */
  static List<Property> stored(EntityType type) {
    return Model.properties(type).stream().filter(p -> !p.derived()).toList();
  }

  /** How a link is kept; empty when it leads to or from observations. */
  static Optional<Link> link(Navigation navigation) {
    String name = navigation.from() + ">" + navigation.target();
    return switch (name) {
      case "THING>LOCATION" -> Optional.of(new Through("sta_thing_location", "thing", "location"));
      case "LOCATION>THING" -> Optional.of(new Through("sta_thing_location", "location", "thing"));
      case "LOCATION>HISTORICAL_LOCATION" ->
          Optional.of(
              new Through("sta_historical_location_location", "location", "historical_location"));
      case "HISTORICAL_LOCATION>LOCATION" ->
          Optional.of(
              new Through("sta_historical_location_location", "historical_location", "location"));
      case "OBSERVED_PROPERTY>MULTI_DATASTREAM" ->
          Optional.of(new Through("sta_multi_property", "observed_property", ORDERED_OWNER));
      case "MULTI_DATASTREAM>OBSERVED_PROPERTY" ->
          Optional.of(new Through("sta_multi_property", ORDERED_OWNER, "observed_property"));
      case "THING>HISTORICAL_LOCATION", "THING>DATASTREAM", "THING>MULTI_DATASTREAM" ->
          Optional.of(new Theirs("thing"));
      case "SENSOR>DATASTREAM", "SENSOR>MULTI_DATASTREAM" -> Optional.of(new Theirs("sensor"));
      case "OBSERVED_PROPERTY>DATASTREAM" -> Optional.of(new Theirs("observed_property"));
      case "HISTORICAL_LOCATION>THING", "DATASTREAM>THING", "MULTI_DATASTREAM>THING" ->
          Optional.of(new Own("thing"));
      case "DATASTREAM>SENSOR", "MULTI_DATASTREAM>SENSOR" -> Optional.of(new Own("sensor"));
      case "DATASTREAM>OBSERVED_PROPERTY" -> Optional.of(new Own("observed_property"));
      default -> Optional.empty();
    };
  }

  /** The column of a to-one link. */
  static String ownColumn(Navigation navigation) {
    if (link(navigation).orElseThrow() instanceof Own(String column)) {
      return column;
    }
    throw new IllegalArgumentException(navigation + " is not a link to one");
  }
}
