package furong.reported;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.IndicatorDef;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a district scores a vital sign (体征评分), as a pack gives it in {@code scores.yaml}: a sum of
 * terms, each a formula. Of several versions the one in force at the end of a period counts, so
 * that an old month keeps the rules of its time.
 *
 * @param id {@code <pack>.<name>}
 * @param division whose rules they are; it and all below it are scored
 * @param versions by the day from which they count, oldest first
 */
public record Score(String id, Text title, String division, List<Version> versions) {

  /**
   * The rules of a time.
   *
   * @param from the first day; null when the source does not say since when
   * @param full the most that the terms come to; null when the source does not say
   * @param open what the source leaves open, so that no sum is made; null when nothing
   */
  public record Version(
      String version,
      @Nullable LocalDate from,
      String source,
      @Nullable Double full,
      @Nullable Text open,
      List<Term> terms) {
    public Version {
      terms = List.copyOf(terms);
    }
  }

  /**
   * One summand.
   *
   * @param points what it comes to when nothing is off; null when the source does not say
   */
  public record Term(IndicatorDef indicator, @Nullable Double points) {}

  public Score {
    versions = List.copyOf(versions);
    for (int i = 1; i < versions.size(); i++) {
      LocalDate before = versions.get(i - 1).from();
      LocalDate from = versions.get(i).from();
      if (from == null || before != null && !from.isAfter(before)) {
        throw new IllegalArgumentException(
            id + ": version " + versions.get(i).version() + " begins no later than the one before");
      }
    }
  }

  /** The rules in force on a day; empty before the first. */
  public Optional<Version> on(LocalDate day) {
    return versions.reversed().stream()
        .filter(v -> {
          LocalDate from = v.from();
          return from == null || !from.isAfter(day);
        })
        .findFirst();
  }

  /**
   * Those of all packs.
   *
   * @throws IllegalArgumentException naming every fault when one is faulty
   */
  public static List<Score> read(PackBook book) {
    Faults faults = new Faults();
    List<Score> scores = read(book, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.notices().toString());
    }
    return scores;
  }

  /** The same without those that are not understood; what is wrong is noted. */
  static List<Score> read(PackBook book, Faults faults) {
    List<Score> scores = new ArrayList<>();
    for (Pack pack : book.packs()) {
      String path = pack.id() + "/scores.yaml";
      String text = book.files().texts().get(path);
      if (text != null) {
        scores.addAll(read(pack, book, Yaml.parse(text, book.files().label(path), faults)));
      }
    }
    return scores;
  }

  /** The scores that a file of a pack gives; what is wrong with them is noted at its place. */
  public static List<Score> read(Pack pack, PackBook book, YamlNode file) {
    List<Score> scores =
        file.list("scores").stream().flatMap(n -> score(pack, book, n).stream()).toList();
    file.refuseOthers();
    return scores;
  }

  private static Optional<Score> score(Pack pack, PackBook book, YamlNode node) {
    String id = pack.id() + "." + node.text("id");
    Text title = node.words("title");
    String division = node.text("division");
    List<Version> versions =
        node.list("versions").stream().map(v -> version(pack, book, v)).toList();
    node.refuseOthers();
    try {
      return Optional.of(new Score(id, title, division, versions));
    } catch (IllegalArgumentException e) {
      node.fault("score.order", Text.of("各版规则须按起始日期先后排列", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Version version(Pack pack, PackBook book, YamlNode node) {
    Version version =
        new Version(
            node.text("version"),
            node.find("valid_from").map(YamlNode::asDate).orElse(null),
            node.text("source"),
            param(pack, node, "full"),
            node.findWords("open"),
            node.list("terms").stream().flatMap(t -> term(pack, book, t).stream()).toList());
    node.refuseOthers();
    return version;
  }

  private static Optional<Term> term(Pack pack, PackBook book, YamlNode node) {
    String id = pack.id() + "." + node.text("indicator");
    @Nullable Double points = param(pack, node, "points");
    node.refuseOthers();
    Optional<IndicatorDef> indicator = book.findIndicator(id).filter(def -> def.computed() != null);
    if (indicator.isEmpty()) {
      node.fault("law.reference", Text.of("没有公式“" + id + "”", "there is no formula '" + id + "'"));
    }
    return indicator.map(def -> new Term(def, points));
  }

  private static @Nullable Double param(Pack pack, YamlNode node, String key) {
    String name = node.text(key, "");
    Map<String, Param> params = pack.params();
    if (name.isEmpty()) {
      return null;
    }
    @Nullable Param param = params.get(name.replaceFirst("^params\\.", ""));
    if (param == null) {
      node.fault("law.reference", Text.of("没有 " + name, "there is no " + name));
      return null;
    }
    return param.value();
  }
}
