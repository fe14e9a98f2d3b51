package furong.pack;

import furong.base.Text;
import java.util.List;

/** What a pack shows in the cockpit: vital-sign tiles in order, and layers of the map. */
public record Board(List<Tile> tiles, List<Layer> layers) {

  /**
   * A vital-sign tile.
   *
   * @param property the property whose windows it shows
   * @param owner what the organisation answers for that sees to it, in the word that procedures
   *     use; empty when the pack names none
   */
  public record Tile(String property, Text title, String owner) {}

  /**
   * A layer of the map.
   *
   * @param kind {@code things} (points of these properties) or {@code choropleth} (divisions)
   * @param visible shown at first
   */
  public record Layer(String id, Text title, String kind, String property, boolean visible) {}

  public Board {
    tiles = List.copyOf(tiles);
    layers = List.copyOf(layers);
  }
}
