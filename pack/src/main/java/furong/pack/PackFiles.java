package furong.pack;

import furong.base.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of a folder of packs, so that a book can travel to where its folder is not.
 *
 * @param name how notices call the folder
 * @param texts by path below the folder, such as {@code air/pack.yaml}, in the order of the paths
 */
public record PackFiles(String name, Map<String, String> texts) {

  public PackFiles {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /** Reads every {@code .yaml} below {@code folder}; hidden folders are left out. */
  public static PackFiles read(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (!path.startsWith(".") && !path.contains("/.")) {
          texts.put(path, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the packs in " + folder, e);
    }
    Path name = folder.getFileName();
    return new PackFiles(name == null ? "packs" : name.toString(), texts);
  }

  /** The files of one pack, by their paths below the folder. */
  public Map<String, String> of(String pack) {
    Map<String, String> own = new TreeMap<>(texts);
    own.keySet().removeIf(path -> !path.startsWith(pack + "/"));
    return own;
  }

  /** The same packs with the files of one of them replaced; no files take it away. */
  public PackFiles with(String pack, Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(texts);
    all.keySet().removeIf(path -> path.startsWith(pack + "/"));
    files.forEach((path, text) -> {
      if (path.startsWith(pack + "/")) {
        all.put(path, text);
      }
    });
    return new PackFiles(name, all);
  }

  /** How notices call a file. */
  public String label(String path) {
    return name + "/" + path;
  }

  /** Folders with a {@code pack.yaml}, in order. */
  public List<String> packs() {
    return texts.keySet().stream()
        .filter(p -> p.endsWith("/pack.yaml") && p.indexOf('/') == p.lastIndexOf('/'))
        .map(p -> p.substring(0, p.indexOf('/')))
        .toList();
  }

  /** Paths of the files directly in a folder, in order. */
  List<String> in(String folder) {
    return texts.keySet().stream()
        .filter(p -> p.startsWith(folder + "/") && p.indexOf('/', folder.length() + 1) < 0)
        .toList();
  }

  /** The parsed file; empty, with a notice, when it is absent. */
  YamlNode parse(String path, Faults faults) {
    String text = texts.get(path);
    if (text == null) {
      faults.add(
          "pack.file-missing",
          new Place(label(path), 1, 1),
          Text.of("没有这个文件", "there is no such file"));
      text = "";
    }
    return Yaml.parse(text, label(path), faults);
  }
}
