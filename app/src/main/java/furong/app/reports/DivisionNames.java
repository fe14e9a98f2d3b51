package furong.app.reports;

import furong.app.replay.Door;
import furong.work.hotline.ReportRow.Divisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Divisions by name, asked of the server once for each parent. A code is its own name. */
final class DivisionNames implements Divisions {

  private final Door door;
  private final Map<String, Map<String, String>> children = new ConcurrentHashMap<>();

  DivisionNames(Door door) {
    this.door = door;
  }

  @Override
  public Optional<String> find(String parent, String name) {
    return Optional.ofNullable(children.computeIfAbsent(parent, this::ask).get(name));
  }

  private Map<String, String> ask(String parent) {
    Map<String, String> names = new HashMap<>();
    try {
      for (JsonNode division : door.get("/api/pub/divisions?parent=" + parent)) {
        String code = division.path("code").asString();
        names.put(code, code);
        names.put(division.at("/name/zh").asString(), code);
        names.put(division.at("/name/en").asString(), code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
