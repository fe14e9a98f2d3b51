package furong.observe.sta;

import static furong.observe.sta.EntityType.DATASTREAM;
import static furong.observe.sta.EntityType.FEATURE_OF_INTEREST;
import static furong.observe.sta.EntityType.HISTORICAL_LOCATION;
import static furong.observe.sta.EntityType.LOCATION;
import static furong.observe.sta.EntityType.MULTI_DATASTREAM;
import static furong.observe.sta.EntityType.OBSERVATION;
import static furong.observe.sta.EntityType.OBSERVED_PROPERTY;
import static furong.observe.sta.EntityType.SENSOR;
import static furong.observe.sta.EntityType.THING;
import static furong.observe.sta.Property.derived;
import static furong.observe.sta.Property.optional;
import static furong.observe.sta.Property.required;

import furong.observe.sta.Property.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of SensorThings 1.1, clauses 8.2.1 to 8.2.8 and 12: what each entity type holds and
 * links.
 */
public final class Model {

  /** The id, which every type has. */
  public static final Property ID = new Property("@iot.id", Kind.ID, false, true);

  private static final Property NAME = required("name", Kind.TEXT);
  private static final Property DESCRIPTION = required("description", Kind.TEXT);
  private static final Property ENCODING = required("encodingType", Kind.TEXT);
  private static final Property PROPERTIES = optional("properties", Kind.JSON);

  private static final Map<EntityType, List<Property>> PROPERTIES_OF =
      Map.of(
          THING, List.of(NAME, DESCRIPTION, PROPERTIES),
          LOCATION,
              List.of(NAME, DESCRIPTION, ENCODING, required("location", Kind.GEOMETRY), PROPERTIES),
          HISTORICAL_LOCATION, List.of(required("time", Kind.TIME)),
          DATASTREAM,
              List.of(
                  NAME,
                  DESCRIPTION,
                  required("observationType", Kind.TEXT),
                  required("unitOfMeasurement", Kind.JSON),
                  derived("observedArea", Kind.GEOMETRY),
                  derived("phenomenonTime", Kind.INTERVAL),
                  derived("resultTime", Kind.INTERVAL),
                  PROPERTIES),
          MULTI_DATASTREAM,
              List.of(
                  NAME,
                  DESCRIPTION,
                  optional("observationType", Kind.TEXT),
                  required("multiObservationDataTypes", Kind.JSON),
                  required("unitOfMeasurements", Kind.JSON),
                  derived("observedArea", Kind.GEOMETRY),
                  derived("phenomenonTime", Kind.INTERVAL),
                  derived("resultTime", Kind.INTERVAL),
                  PROPERTIES),
          SENSOR, List.of(NAME, DESCRIPTION, ENCODING, required("metadata", Kind.JSON), PROPERTIES),
          OBSERVED_PROPERTY,
              List.of(NAME, required("definition", Kind.TEXT), DESCRIPTION, PROPERTIES),
          OBSERVATION,
              List.of(
                  optional("phenomenonTime", Kind.INTERVAL),
                  required("result", Kind.JSON),
                  optional("resultTime", Kind.TIME),
                  optional("resultQuality", Kind.JSON),
                  optional("validTime", Kind.INTERVAL),
                  optional("parameters", Kind.JSON)),
          FEATURE_OF_INTEREST,
              List.of(NAME, DESCRIPTION, ENCODING, required("feature", Kind.GEOMETRY), PROPERTIES));

  private static final Map<EntityType, List<Navigation>> NAVIGATIONS_OF =
      Map.of(
          THING,
              List.of(
                  many(THING, LOCATION),
                  many(THING, HISTORICAL_LOCATION),
                  many(THING, DATASTREAM),
                  many(THING, MULTI_DATASTREAM)),
          LOCATION, List.of(many(LOCATION, THING), many(LOCATION, HISTORICAL_LOCATION)),
          HISTORICAL_LOCATION,
              List.of(one(HISTORICAL_LOCATION, THING), many(HISTORICAL_LOCATION, LOCATION)),
          DATASTREAM,
              List.of(
                  one(DATASTREAM, THING),
                  one(DATASTREAM, SENSOR),
                  one(DATASTREAM, OBSERVED_PROPERTY),
                  many(DATASTREAM, OBSERVATION)),
          MULTI_DATASTREAM,
              List.of(
                  one(MULTI_DATASTREAM, THING),
                  one(MULTI_DATASTREAM, SENSOR),
                  many(MULTI_DATASTREAM, OBSERVED_PROPERTY),
                  many(MULTI_DATASTREAM, OBSERVATION)),
          SENSOR, List.of(many(SENSOR, DATASTREAM), many(SENSOR, MULTI_DATASTREAM)),
          OBSERVED_PROPERTY,
              List.of(
                  many(OBSERVED_PROPERTY, DATASTREAM), many(OBSERVED_PROPERTY, MULTI_DATASTREAM)),
          OBSERVATION,
              List.of(
                  one(OBSERVATION, DATASTREAM),
                  one(OBSERVATION, MULTI_DATASTREAM),
                  one(OBSERVATION, FEATURE_OF_INTEREST)),
          FEATURE_OF_INTEREST, List.of(many(FEATURE_OF_INTEREST, OBSERVATION)));

  private Model() {}

  /** In the order in which they are written. */
  public static List<Property> properties(EntityType type) {
    return PROPERTIES_OF.getOrDefault(type, List.of());
  }

  /** In the order in which they are written. */
  public static List<Navigation> navigations(EntityType type) {
    return NAVIGATIONS_OF.getOrDefault(type, List.of());
  }

  /** By name; {@code id} and {@code @iot.id} both name the id. */
  public static Optional<Property> findProperty(EntityType type, String name) {
    if (name.equals("id") || name.equals("@iot.id")) {
      return Optional.of(ID);
    }
    return properties(type).stream().filter(p -> p.name().equals(name)).findFirst();
  }

  public static Optional<Navigation> findNavigation(EntityType type, String name) {
    return navigations(type).stream().filter(n -> n.name().equals(name)).findFirst();
  }

  private static Navigation one(EntityType from, EntityType target) {
    return new Navigation(target.single(), from, target, false);
  }

  private static Navigation many(EntityType from, EntityType target) {
    return new Navigation(target.set(), from, target, true);
  }
}
