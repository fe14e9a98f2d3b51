package furong.reported;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.IndicatorDef;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.PackFiles;
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
  public static List<Score> read(PackFiles files, PackBook book) {
    List<Score> scores = new ArrayList<>();
    Faults faults = new Faults();
    for (Pack pack : book.packs()) {
      String text = files.texts().get(pack.id() + "/scores.yaml");
      if (text != null) {
        String label = "packs/" + pack.id() + "/scores.yaml";
        YamlNode file = Yaml.parse(text, label, faults);
        file.list("scores").forEach(node -> scores.add(score(pack, book, node)));
        file.refuseOthers();
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.notices().toString());
    }
    return scores;
  }

  private static Score score(Pack pack, PackBook book, YamlNode node) {
    Score score =
        new Score(
            pack.id() + "." + node.text("id"),
            node.words("title"),
            node.text("division"),
            node.list("versions").stream().map(v -> version(pack, book, v)).toList());
    node.refuseOthers();
    return score;
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
