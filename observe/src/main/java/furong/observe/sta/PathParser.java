package furong.observe.sta;

import furong.observe.sta.Expr.Path;
import furong.observe.sta.Property.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a path of names: {@code Datastream/Thing/properties/owner} seen from an entity type, and
 * the resource path of an address such as {@code Things(1)/Datastreams(3)/name/$value}.
 */
public final class PathParser {

  private final String option;

  PathParser(String option) {
    this.option = option;
  }

  /** A property of {@code root} or of an entity that links lead to. */
  Path property(EntityType root, String text, int at) {
    List<Navigation> steps = new ArrayList<>();
    EntityType here = root;
    int position = at;
    String[] names = text.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      Optional<Navigation> navigation = Model.findNavigation(here, name);
      if (navigation.isPresent()) {
        steps.add(navigation.get());
        here = navigation.get().target();
        position += name.length() + 1;
        continue;
      }
      EntityType owner = here;
      int where = position;
      Property property =
          Model.findProperty(here, name)
              .orElseThrow(() ->
                  new QueryFault(
                      "query.unknown-property",
                      option,
                      where,
                      owner.single() + " has no property " + name));
      List<String> rest = List.of(names).subList(i + 1, names.length);
      if (!rest.isEmpty() && property.kind() != Kind.JSON && property.kind() != Kind.GEOMETRY) {
        throw new QueryFault(
            "query.unknown-property", option, where, name + " has nothing inside it");
      }
      return new Path(steps, property, rest, at);
    }
    throw new QueryFault(
        "query.unknown-property", option, at, text + " leads to an entity; name its property");
  }

  /**
   * The address below the service root.
   *
   * @param text without leading slash, decoded
   * @throws QueryFault code {@code path.unknown} when there is no such resource
   */
  public static ResourcePath resource(String text) {
    List<String> segments = new ArrayList<>(List.of(text.split("/", -1)));
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    if (segments.isEmpty()) {
      throw unknown(0, text);
    }
    String first = segments.getFirst();
    int bracket = first.indexOf('(');
    String name = bracket < 0 ? first : first.substring(0, bracket);
    EntityType type = EntityType.ofSet(name).orElseThrow(() -> unknown(0, first));
    ResourcePath path = ResourcePath.ofSet(type);
    if (bracket >= 0) {
      path = path.withId(id(first, bracket, 0));
    }
    int position = first.length() + 1;
    for (int i = 1; i < segments.size(); i++) {
      path = step(path, segments, i, position);
      position += segments.get(i).length() + 1;
      if (path.property() != null && path.last() != ResourcePath.Last.VALUE) {
        List<String> rest = segments.subList(i + 1, segments.size());
        if (!rest.isEmpty() && rest.getLast().equals("$value")) {
          return path.withRest(rest.subList(0, rest.size() - 1)).withLast(ResourcePath.Last.VALUE);
        }
        return path.withRest(rest);
      }
    }
    return path;
  }

  private static ResourcePath step(ResourcePath path, List<String> segments, int i, int position) {
    String segment = segments.get(i);
    boolean end = i == segments.size() - 1;
    if (segment.equals("$ref") && end && path.last() == ResourcePath.Last.NONE) {
      return path.withLast(ResourcePath.Last.REF);
    }
    if (segment.equals("$count") && end && path.isSet()) {
      return path.withLast(ResourcePath.Last.COUNT);
    }
    if (path.isSet() || path.last() != ResourcePath.Last.NONE) {
      throw unknown(position, segment);
    }
    int bracket = segment.indexOf('(');
    String name = bracket < 0 ? segment : segment.substring(0, bracket);
    Optional<Navigation> navigation = Model.findNavigation(path.type(), name);
    if (navigation.isPresent()) {
      ResourcePath next = path.then(navigation.get());
      if (bracket >= 0) {
        if (!navigation.get().many()) {
          throw unknown(position, segment);
        }
        next = next.withId(id(segment, bracket, position));
      }
      return next;
    }
    Property property =
        Model.findProperty(path.type(), name).orElseThrow(() -> unknown(position, segment));
    return path.withProperty(property);
  }

  private static long id(String segment, int bracket, int position) {
    if (!segment.endsWith(")")) {
      throw unknown(position, segment);
    }
    String text = segment.substring(bracket + 1, segment.length() - 1);
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      // ids of this service are numbers, so another text names nothing
      throw new QueryFault("path.unknown", "path", position, "no entity has the id " + text);
    }
  }

  private static QueryFault unknown(int position, String segment) {
    return new QueryFault("path.unknown", "path", position, "there is no resource " + segment);
  }
}
