package furong.steer.vitals;

import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.indicators.VitalSign;
import furong.indicators.VitalSigns;
import furong.indicators.VitalSlot;
import furong.indicators.VitalStore;
import furong.pack.Board.Tile;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.pack.Reference;
import furong.steer.vitals.VitalViews.Child;
import furong.steer.vitals.VitalViews.ReferenceView;
import furong.steer.vitals.VitalViews.VitalDelta;
import furong.steer.vitals.VitalViews.VitalItem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the tiles of a division: those that the boards of the packs name, in their order.
 */
public final class VitalBoard {

  private record Shown(Property property, Text title, String owner) {}

  private final VitalStore store;
  private final ReportingSensors sensors;
  private final CityProfile city;
  private final ZoneId zone;
  private final Supplier<Map<String, Shown>> tiles;

  public VitalBoard(PackBook packs, VitalStore store, ReportingSensors sensors, CityProfile city) {
    this.store = store;
    this.sensors = sensors;
    this.city = city;
    this.zone = city.zone();
    this.tiles = packs.follow(VitalBoard::tiles);
  }

  private static Map<String, Shown> tiles(PackBook packs) {
    Map<String, Shown> shown = new LinkedHashMap<>();
    for (Pack pack : packs.packs()) {
      for (Tile tile : pack.board().tiles()) {
        packs
            .findProperty(tile.property())
            .ifPresent(p -> shown.putIfAbsent(p.id(), new Shown(p, tile.title(), tile.owner())));
      }
    }
    return shown;
  }

  public Optional<Property> findProperty(String id) {
    return Optional.ofNullable(tiles.get().get(id)).map(Shown::property);
  }

  /** What a tile of this property is called; the id when no board shows it. */
  Text title(String property) {
    return Optional.ofNullable(tiles.get().get(property))
        .map(Shown::title)
        .orElse(Text.of(property, property));
  }

  /** Every tile of a division at an instant, also those that nothing is known of. */
  public List<VitalItem> items(String division, Instant at, boolean live) {
    Map<String, Shown> shown = tiles.get();
    return signs(shown, division, at).stream()
        .map(sign -> {
          Shown tile = Objects.requireNonNull(shown.get(sign.property()));
          return item(tile, division, sign, sensors.count(tile.property(), division, at, live));
        })
        .toList();
  }

  /** The signs behind the tiles, in their order. */
  List<VitalSign> signs(String division, Instant at) {
    return signs(tiles.get(), division, at);
  }

  private List<VitalSign> signs(Map<String, Shown> shown, String division, Instant at) {
    Map<String, List<VitalSlot>> slots =
        store.slots(division, at.minus(VitalSigns.TREND).toEpochMilli(), at.toEpochMilli()).stream()
            .collect(Collectors.groupingBy(VitalSlot::property));
    return shown.values().stream()
        .map(Shown::property)
        .map(p -> VitalSigns.of(p, division, slots.getOrDefault(p.id(), List.of()), at, zone))
        .toList();
  }

  private VitalItem item(Shown tile, String division, VitalSign s, VitalViews.Sensors sensors) {
    Property p = tile.property();
    @Nullable Reference reference = s.reference();
    return new VitalItem(
        p.id(),
        tile.title(),
        p.symbol(),
        p.symbol(),
        p.decimals(),
        p.mean().code(),
        s.value(),
        s.min(),
        s.max(),
        s.count(),
        sensors,
        reference == null
            ? null
            : new ReferenceView(reference.low(), reference.high(), reference.source()),
        s.level(),
        instant(s.sinceMs()),
        instant(s.asOfMs()),
        s.simulated(),
        city.organisation(tile.owner(), division).map(Organisation::name).orElse(null),
        s.trend().stream().map(point -> new double[] {point.ms(), point.value()}).toList());
  }

  private static @Nullable Instant instant(@Nullable Long ms) {
    return ms == null ? null : Instant.ofEpochMilli(ms);
  }

  /** The tiles of these properties in these divisions, for those who watch already. */
  public List<VitalDelta> deltas(String division, Set<String> properties, Instant at) {
    Map<String, List<VitalSlot>> slots =
        store.slots(division, at.minus(VitalSigns.TREND).toEpochMilli(), at.toEpochMilli()).stream()
            .filter(slot -> properties.contains(slot.property()))
            .collect(Collectors.groupingBy(VitalSlot::property));
    List<VitalDelta> deltas = new ArrayList<>();
    Map<String, Shown> shown = tiles.get();
    slots.forEach((property, of) -> {
      Shown tile = shown.get(property);
      if (tile == null) {
        return;
      }
      VitalSign s = VitalSigns.of(tile.property(), division, of, at, zone);
      deltas.add(
          new VitalDelta(
              division,
              property,
              s.value(),
              s.min(),
              s.max(),
              s.count(),
              s.level(),
              instant(s.sinceMs()),
              instant(s.asOfMs()),
              s.simulated()));
    });
    return deltas;
  }

  /** One property over many divisions, for the colours of a map; all of them, in their order. */
  public List<Child> children(Property property, Collection<String> divisions, Instant at) {
    Map<String, List<VitalSlot>> slots =
        store
            .slots(
                divisions,
                property.id(),
                at.minus(VitalSigns.span(property).multipliedBy(2)).toEpochMilli(),
                at.toEpochMilli())
            .stream()
            .collect(Collectors.groupingBy(VitalSlot::division));
    return divisions.stream()
        .map(code -> {
          VitalSign s =
              VitalSigns.of(property, code, slots.getOrDefault(code, List.of()), at, zone);
          return new Child(code, s.value(), s.level(), s.count());
        })
        .toList();
  }
}
