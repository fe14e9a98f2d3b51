package furong.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON schemas of the files of a pack, for editors: {@code docs/schemas/rule.json} and others.
 *
 * <pre>{@code
 * # yaml-language-server: $schema=../../../docs/schemas/rule.json
 * }</pre>
 *
 * They come of what the readers ask while they read the packs given; see {@link Shape}. What a
 * stage of its own reads in a pack, such as scores, is read by its own reader.
 */
public final class PackSchemas {

  private PackSchemas() {}

  /** How a stage of its own reads a kind of file. */
  @FunctionalInterface
  public interface Asking {

    /** Reads a file of a pack for the sake of its questions; what comes of it is nobody's. */
    void read(Pack pack, PackBook book, YamlNode file);
  }

  /** The kind of file by its path below the packs: {@code rule} for {@code air/rules/x.yaml}. */
  public static String kind(String path) {
    String[] parts = path.split("/");
    String name = parts[parts.length - 1];
    if (parts.length > 3) {
      return name.equals("vectors.yaml") ? "vectors" : "golden";
    }
    return switch (parts.length > 2 ? parts[1] : name) {
      case "pack.yaml" -> "pack";
      case "params.yaml" -> "params";
      case "board.yaml" -> "board";
      case "scores.yaml" -> "scores";
      case "checkup.yaml" -> "checkup";
      case "properties" -> "property";
      case "indexes" -> "index";
      case "rules" -> "rule";
      case "procedures" -> "procedure";
      case "indicators" -> "indicator";
      case "forms" -> "form";
      case "mappings" -> "mapping";
      case "proofs" -> "proof";
      default -> "";
    };
  }

  /**
   * The texts of the schemas by file name.
   *
   * @param more readers of other stages, by the kind of file
   */
  public static Map<String, String> of(PackFiles files, Map<String, Asking> more) {
    Map<String, Shape> shapes = new TreeMap<>();
    PackBook book = PackReader.read(files, shapes).book();
    for (Pack pack : book.packs()) {
      for (String path : files.of(pack.id()).keySet()) {
        Asking asking = more.get(kind(path));
        if (asking != null) {
          Shape shape = shapes.computeIfAbsent(kind(path), k -> new Shape());
          asking.read(pack, book, files.parse(path, new Faults()).noting(shape));
        }
      }
    }
    Map<String, String> texts = new TreeMap<>();
    shapes.forEach((kind, shape) -> {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
      schema.put("title", "Furong pack: " + kind);
      schema.putAll(shape.schema(false));
      StringBuilder text = new StringBuilder();
      write(schema, "", text);
      texts.put(kind + ".json", text.append('\n').toString());
    });
    return texts;
  }

  /** Which files of this project a kind of schema is for. */
  private static List<String> globs(String kind) {
    return switch (kind) {
      case "pack", "params", "board", "scores", "checkup" -> List.of("packs/*/" + kind + ".yaml");
      case "property" -> List.of("packs/*/properties/*.yaml");
      case "index" -> List.of("packs/*/indexes/*.yaml");
      case "golden" -> List.of("packs/*/golden/*/*.yaml", "!packs/*/golden/*/vectors.yaml");
      case "vectors" -> List.of("packs/*/golden/*/vectors.yaml");
      default -> List.of("packs/*/" + kind + "s/*.yaml");
    };
  }

  /**
   * The settings by which VS Code, with the YAML extension of Red Hat, holds the files of the packs
   * to their schemas while they are written.
   */
  public static String editorSettings(PackFiles files, Map<String, Asking> more) {
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (String file : of(files, more).keySet()) {
      String kind = file.substring(0, file.length() - ".json".length());
      schemas.put("./docs/schemas/" + file, globs(kind));
    }
    StringBuilder text = new StringBuilder();
    write(Map.of("yaml.schemas", schemas), "", text);
    return text.append('\n').toString();
  }

  private static void write(Object value, String indent, StringBuilder out) {
    String inner = indent + "  ";
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case Map<?, ?> map -> {
        String before = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(before).append(inner).append(quoted(entry.getKey())).append(": ");
          write(entry.getValue(), inner, out);
          before = ",\n";
        }
        out.append('\n').append(indent).append('}');
      }
      case List<?> list -> {
        String before = "[";
        for (Object item : list) {
          out.append(before);
          write(item, inner, out);
          before = ", ";
        }
        out.append(']');
      }
      case Boolean flag -> out.append(flag);
      default -> out.append(quoted(value));
    }
  }

  private static String quoted(Object text) {
    return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
