package furong.observe.sta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity as a client wants it: what it gave of the properties, and what it shall be linked to.
 *
 * @param type what it is
 * @param values by property name: String, {@link RawJson} or {@link StaTime}; null clears it
 * @param links by name of the link
 */
public record Draft(
    EntityType type, Map<String, @Nullable Object> values, Map<String, List<Link>> links) {

  /** The other end of a link. */
  public sealed interface Link {}

  /** An entity that is there already. */
  public record Existing(long id) implements Link {}

  /** An entity to be made with this one (deep insert). */
  public record Fresh(Draft draft) implements Link {}

  /**
   * A change links to what is there; it makes nothing: SensorThings 1.1, clause 10.3.
   *
   * @return the name of a link that nests a new entity; empty when there is none
   */
  public Optional<String> findNewLink() {
    return links.entrySet().stream()
        .filter(link -> link.getValue().stream().anyMatch(Fresh.class::isInstance))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The same with one more link at its front. */
  public Draft linkedTo(String name, long id) {
    Map<String, List<Link>> more = new LinkedHashMap<>(links);
    List<Link> ends = new ArrayList<>();
    ends.add(new Existing(id));
    ends.addAll(links.getOrDefault(name, List.of()));
    more.put(name, ends);
    return new Draft(type, values, more);
  }
}
