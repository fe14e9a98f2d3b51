package furong.observe.sta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an address names: {@code Things(1)/Datastreams(3)/name}.
 *
 * @param start the set it begins at
 * @param startId the entity of that set; null for the set itself
 * @param hops the links followed from there
 * @param property of the entity at the end; null for the entity or set itself
 * @param rest members inside a JSON property
 * @param last what kind of answer is wanted
 */
public record ResourcePath(
    EntityType start,
    @Nullable Long startId,
    List<Hop> hops,
    @Nullable Property property,
    List<String> rest,
    Last last) {

  /** How the address ends. */
  public enum Last {
    NONE,
    /** {@code /$value}: the bare value. */
    VALUE,
    /** {@code /$ref}: only links. */
    REF,
    /** {@code /$count}: only the number. */
    COUNT
  }

  /** One link followed; {@code id} picks one of a set. */
  public record Hop(Navigation navigation, @Nullable Long id) {}

  public ResourcePath {
    hops = List.copyOf(hops);
    rest = List.copyOf(rest);
  }

  static ResourcePath ofSet(EntityType type) {
    return new ResourcePath(type, null, List.of(), null, List.of(), Last.NONE);
  }

  /** Type of the entity or set at the end. */
  public EntityType type() {
    return hops.isEmpty() ? start : hops.getLast().navigation().target();
  }

  /** True when the end is a set, false when it is one entity. */
  public boolean isSet() {
    return hops.isEmpty()
        ? startId == null
        : hops.getLast().navigation().many() && hops.getLast().id() == null;
  }

  ResourcePath withId(long id) {
    if (hops.isEmpty()) {
      return new ResourcePath(start, id, hops, property, rest, last);
    }
    List<Hop> changed = new ArrayList<>(hops.subList(0, hops.size() - 1));
    changed.add(new Hop(hops.getLast().navigation(), id));
    return new ResourcePath(start, startId, changed, property, rest, last);
  }

  ResourcePath then(Navigation navigation) {
    List<Hop> longer = new ArrayList<>(hops);
    longer.add(new Hop(navigation, null));
    return new ResourcePath(start, startId, longer, property, rest, last);
  }

  ResourcePath withProperty(Property newProperty) {
    return new ResourcePath(start, startId, hops, newProperty, rest, last);
  }

  ResourcePath withRest(List<String> newRest) {
    return new ResourcePath(start, startId, hops, property, newRest, last);
  }

  ResourcePath withLast(Last newLast) {
    return new ResourcePath(start, startId, hops, property, rest, newLast);
  }
}
