package furong.notify.cap;

import furong.base.Result;
import furong.city.CityProfile;
import furong.geo.LngLat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * Where a kept warning lies, for a map: its polygons and circles as one area; of a message that
 * draws none, the divisions that its geocodes name.
 *
 * <pre>{@code
 * areas.of(warning)   // Optional[Area[shape=POLYGON ((104.1 30.2, ...)), at=104.25,30.5, drawn=true]]
 * }</pre>
 *
 * It reads the message again, which costs some tenths of a ms, and the union of its shapes. Shapes
 * are thinned to 11 m. A message that neither draws nor names a place of ours has no area.
 */
public final class WarnedAreas {

  /**
   * @param shape polygons; null when all that they gave is a point (a circle without a radius)
   * @param at a point of it, for words
   * @param drawn false when they only named divisions, whose areas these are
   */
  public record Area(@Nullable Geometry shape, LngLat at, boolean drawn) {}

  private final CityProfile city;
  private final WarnedPlaces places;

  public WarnedAreas(CityProfile city) {
    this.city = city;
    this.places = new WarnedPlaces(city);
  }

  public Optional<Area> of(Warning warning) {
    byte[] xml = warning.xml().getBytes(StandardCharsets.UTF_8);
    return switch (CapXml.parse(xml).then(d -> CapElements.read(d.getDocumentElement()))) {
      case Result.Ok<CapMessage>(CapMessage message) -> of(message);
      // what was kept was lawful when it came; a rule that is stricter since hides it from the map
      case Result.Refused<CapMessage> refused -> Optional.empty();
    };
  }

  Optional<Area> of(CapMessage message) {
    List<Geometry> drawn = WarnedPlaces.shapes(message);
    List<Geometry> shapes =
        drawn.isEmpty()
            ? places.named(message).stream()
                .flatMap(code -> city.divisions().area(code).stream())
                .toList()
            : drawn;
    List<Geometry> areas = shapes.stream().filter(s -> s.getDimension() == 2).toList();
    if (areas.isEmpty()) {
      return shapes.stream()
          .findFirst()
          .map(point -> new Area(null, WarnedPlaces.inside(point), true));
    }
    Geometry all = UnaryUnionOp.union(areas);
    return Optional.of(
        new Area(
            TopologyPreservingSimplifier.simplify(all, CapShapes.SIMPLIFIED),
            WarnedPlaces.inside(largest(all)),
            !drawn.isEmpty()));
  }

  private static Geometry largest(Geometry all) {
    Geometry largest = all.getGeometryN(0);
    for (int i = 1; i < all.getNumGeometries(); i++) {
      Geometry part = all.getGeometryN(i);
      largest = part.getArea() > largest.getArea() ? part : largest;
    }
    return largest;
  }
}
