package furong.pack;

import java.util.Map;

/** Reads {@code board.yaml}. */
final class BoardReader {

  private static final Map<String, String> KINDS =
      Map.of("things", "things", "choropleth", "choropleth");

  private BoardReader() {}

  static Board read(String pack, YamlNode file) {
    String owner = file.text("owner", "");
    Board board =
        new Board(
            file.list("tiles").stream()
                .map(t -> {
                  Board.Tile tile =
                      new Board.Tile(
                          Ids.qualify(pack, t.text("property")),
                          t.words("title"),
                          t.text("owner", owner));
                  t.refuseOthers();
                  return tile;
                })
                .toList(),
            file.list("layers").stream()
                .map(l -> {
                  Board.Layer layer =
                      new Board.Layer(
                          l.text("id"),
                          l.words("title"),
                          l.oneOf("kind", KINDS, "things"),
                          Ids.qualify(pack, l.text("property")),
                          l.flag("visible", true));
                  l.refuseOthers();
                  return layer;
                })
                .toList());
    file.refuseOthers();
    return board;
  }
}
