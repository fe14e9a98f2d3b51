package furong.pack;

import furong.base.Notice;
import furong.base.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads packs and holds them to the laws.
 *
 * <pre>{@code
 * PackReader.Loaded loaded = PackReader.load(Path.of("packs"));
 * loaded.notices().forEach(System.err::println);   // packs/air/rules/heavy.yaml:7:9: ...
 * }</pre>
 */
public final class PackReader {

  /**
   * What was read.
   *
   * @param book holds also what is faulty, as far as it could be understood
   * @param goldens of all rules
   * @param vectors published values of indices
   * @param notices every fault; a book with faults must not judge
   */
  public record Loaded(
      PackBook book, List<Golden> goldens, List<IndexVector> vectors, List<Notice> notices) {
    public Loaded {
      goldens = List.copyOf(goldens);
      vectors = List.copyOf(vectors);
      notices = List.copyOf(notices);
    }

    /** The book. @throws IllegalStateException naming every fault when there is one */
    public PackBook orThrow() {
      if (!notices.isEmpty()) {
        throw new IllegalStateException(
            notices.size()
                + " faults in the packs:\n"
                + String.join("\n", notices.stream().map(Notice::toString).toList()));
      }
      return book;
    }
  }

  private static final Map<String, Pack.Status> STATUS =
      Map.of("draft", Pack.Status.DRAFT, "trial", Pack.Status.TRIAL, "proven", Pack.Status.PROVEN);

  /** The files of a reading, where its faults go and where its questions are noted. */
  private record Source(PackFiles files, Faults faults, @Nullable Map<String, Shape> shapes) {
    YamlNode parse(String path) {
      YamlNode file = files.parse(path, faults);
      return shapes == null
          ? file
          : file.noting(shapes.computeIfAbsent(PackSchemas.kind(path), k -> new Shape()));
    }
  }

  private PackReader() {}

  /** Reads a folder of packs. */
  public static Loaded load(Path folder) {
    return read(PackFiles.read(folder));
  }

  /** Reads packs from their texts. */
  public static Loaded read(PackFiles files) {
    return read(files, null);
  }

  /**
   * Reads packs and notes by kind of file what was asked.
   *
   * @param shapes filled; null when nobody wants to know
   */
  static Loaded read(PackFiles files, @Nullable Map<String, Shape> shapes) {
    Faults faults = new Faults();
    Source source = new Source(files, faults, shapes);
    List<Pack> packs = new ArrayList<>();
    List<Golden> goldens = new ArrayList<>();
    List<IndexVector> vectors = new ArrayList<>();
    for (String id : files.packs()) {
      packs.add(pack(id, source));
      for (String path : files.texts().keySet()) {
        if (path.startsWith(id + "/golden/")) {
          YamlNode file = source.parse(path);
          if (path.endsWith("/vectors.yaml")) {
            vectors.addAll(IndexVector.read(file));
          } else {
            goldens.add(Golden.read(path, file));
          }
        }
      }
    }
    PackBook book = PackBook.of(packs, files);
    for (Law law : Laws.ALL) {
      law.check(book, goldens, faults);
    }
    return new Loaded(book, goldens, vectors, faults.notices());
  }

  private static Pack pack(String id, Source source) {
    PackFiles files = source.files;
    YamlNode head = source.parse(id + "/pack.yaml");
    if (!head.text("id").equals(id)) {
      head.get("id")
          .fault(
              "pack.id",
              Text.of(
                  "场景包的 id 须与文件夹同名：“" + id + "”",
                  "the id of a pack is the name of its folder, '" + id + "'"));
    }
    Map<String, Param> params = params(id, source);
    @Nullable Duration keep = head.find("keep").map(YamlNode::asDuration).orElse(null);
    List<Property> properties =
        files.in(id + "/properties").stream()
            .map(p -> PropertyReader.read(id, source.parse(p), params, keep))
            .toList();
    List<Index> indexes =
        files.in(id + "/indexes").stream().map(p -> IndexReader.read(id, source.parse(p))).toList();
    List<Rule> rules =
        files.in(id + "/rules").stream().map(p -> RuleReader.read(id, source.parse(p))).toList();
    List<Procedure> procedures =
        files.in(id + "/procedures").stream()
            .map(p -> ProcedureReader.read(id, source.parse(p), params))
            .toList();
    List<IndicatorDef> indicators =
        files.in(id + "/indicators").stream()
            .map(p -> IndicatorReader.read(id, source.parse(p)))
            .toList();
    List<FormDef> forms =
        files.in(id + "/forms").stream().map(p -> FormReader.read(id, source.parse(p))).toList();
    Board board =
        files.texts().containsKey(id + "/board.yaml")
            ? BoardReader.read(id, source.parse(id + "/board.yaml"))
            : new Board(List.of(), List.of());
    Pack pack =
        new Pack(
            id,
            head.words("title"),
            head.words("summary"),
            head.text("version"),
            head.oneOf("status", STATUS, Pack.Status.DRAFT),
            head.texts("owners"),
            head.texts("needs"),
            head.texts("serves"),
            head.texts("sources"),
            kinds(head),
            params,
            properties,
            indexes,
            rules,
            procedures,
            indicators,
            forms,
            board);
    head.refuseOthers();
    return pack;
  }

  private static List<DeviceKind> kinds(YamlNode head) {
    return head.map("kinds").entrySet().stream()
        .map(e -> new DeviceKind(e.getKey(), e.getValue().asWords(), e.getValue().place()))
        .toList();
  }

  private static Map<String, Param> params(String id, Source source) {
    PackFiles files = source.files;
    Map<String, Param> params = new LinkedHashMap<>();
    if (!files.texts().containsKey(id + "/params.yaml")) {
      return params;
    }
    YamlNode file = source.parse(id + "/params.yaml");
    file.asMap()
        .forEach((name, node) -> {
          params.put(
              name,
              new Param(
                  name,
                  node.words("title"),
                  node.find("value").map(YamlNode::asNumber).orElse(null),
                  node.text("unit"),
                  node.words("reason"),
                  node.text("source"),
                  node.place()));
          node.refuseOthers();
        });
    return params;
  }
}
