package furong.app.replay;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.PackBook;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds and reads mapping files. */
public final class MappingFiles {

  private MappingFiles() {}

  /**
   * Every mapping of a folder such as {@code packs/air/mappings}, by name.
   *
   * @param faults what is wrong with them; a file with a fault is left out
   * @throws IOException when the folder cannot be read
   */
  public static List<Mapping> folder(Path folder, Faults faults) throws IOException {
    List<Mapping> mappings = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().endsWith(".yaml")).sorted().toList()) {
        mappings.addAll(file(file, faults));
      }
    }
    return mappings;
  }

  /**
   * Those of a pack as its texts say.
   *
   * @param faults what is wrong with them, a property too that its own pack does not know; one of a
   *     pack that the city does not have is kept as it is and judged by no rule
   */
  public static List<Mapping> of(PackBook packs, String pack, Faults faults) {
    List<Mapping> mappings = new ArrayList<>();
    packs
        .files()
        .of(pack)
        .forEach((path, text) -> {
          if (path.startsWith(pack + "/mappings/")) {
            Faults own = new Faults();
            YamlNode root = Yaml.parse(text, packs.files().label(path), own);
            List<Mapping> read = mapping(root, own, faults);
            read.stream()
                .flatMap(mapping -> mapping.values().stream())
                .map(Mapping.Value::property)
                .filter(id -> packs.findProperty(id).isEmpty())
                .filter(id -> packs.findPack(id.split("\\.", 2)[0]).isPresent())
                .distinct()
                .forEach(id ->
                    faults.add(
                        "law.reference",
                        root.get("values").place(),
                        Text.of("没有属性“" + id + "”", "there is no property '" + id + "'")));
            mappings.addAll(read);
          }
        });
    return mappings;
  }

  /**
   * Those of texts as a city has them in force, by path.
   *
   * @param faults what is wrong with them; a text with a fault is left out
   */
  public static List<Mapping> of(Map<String, String> texts, Faults faults) {
    List<Mapping> mappings = new ArrayList<>();
    texts.forEach((path, text) -> {
      Faults own = new Faults();
      mappings.addAll(mapping(Yaml.parse(text, path, own), own, faults));
    });
    return mappings;
  }

  /** One mapping; none when it has a fault. */
  public static List<Mapping> file(Path file, Faults faults) {
    Faults own = new Faults();
    return mapping(Yaml.read(file, file.getFileName().toString(), own), own, faults);
  }

  /** Reads a mapping for the sake of its faults, which are noted at their places. */
  public static void check(YamlNode root) {
    mapping(root, new Faults(), new Faults());
  }

  private static List<Mapping> mapping(YamlNode root, Faults own, Faults faults) {
    Mapping mapping = null;
    if (own.isEmpty()) {
      try {
        mapping = MappingReader.read(root);
      } catch (IllegalArgumentException e) {
        root.fault(
            "mapping.wrong", Text.of("对照表有误：" + e.getMessage(), String.valueOf(e.getMessage())));
      }
    }
    faults.addAll(own.notices());
    return own.isEmpty() && mapping != null ? List.of(mapping) : List.of();
  }
}
