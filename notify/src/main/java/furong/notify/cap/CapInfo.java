package furong.notify.cap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code info}: the matter in one language.
 *
 * @param texts the elements that stand at most once, by name: {@code event}, {@code severity},
 *     {@code headline} ...
 * @param resources each as its elements by name; embedded content is not kept
 */
public record CapInfo(
    List<String> categories,
    List<String> responses,
    Map<String, String> texts,
    List<CapPair> eventCodes,
    List<CapPair> parameters,
    List<Map<String, String>> resources,
    List<CapArea> areas) {

  public CapInfo {
    categories = List.copyOf(categories);
    responses = List.copyOf(responses);
    texts = Map.copyOf(texts);
    eventCodes = List.copyOf(eventCodes);
    parameters = List.copyOf(parameters);
    resources = List.copyOf(resources);
    areas = List.copyOf(areas);
  }

  /** The element's text; empty when it is not there. */
  public String text(String element) {
    return texts.getOrDefault(element, "");
  }

  public Optional<String> parameter(String name) {
    return parameters.stream()
        .filter(p -> p.name().equalsIgnoreCase(name))
        .map(CapPair::value)
        .findFirst();
  }
}
