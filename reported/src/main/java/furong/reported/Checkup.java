package furong.reported;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.IndicatorDef;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The system of a city health check (城市体检) as a pack gives it in {@code checkup.yaml}: dimensions
 * and the indicators in each.
 *
 * @param pack id of the pack that it stands in
 * @param rhythm how often, for people
 */
public record Checkup(
    String pack,
    Text title,
    String version,
    Text rhythm,
    String source,
    List<Dimension> dimensions) {

  /**
   * One of the dimensions.
   *
   * @param form id of the form that asks what no feed gives
   */
  public record Dimension(String id, Text title, String form, List<Item> items) {
    public Dimension {
      items = List.copyOf(items);
    }
  }

  /**
   * An indicator of the check.
   *
   * @param problems whether the figure counts problems: each of them is to be mended
   * @param line what it must not be worse than, in its unit; null when no source gives one
   */
  public record Item(IndicatorDef indicator, boolean problems, @Nullable Double line) {

    /** Whether {@code value} is worse than {@code other}. */
    public boolean worse(double value, double other) {
      return indicator.direction() == IndicatorDef.Direction.MORE_IS_BETTER
          ? value < other
          : value > other;
    }
  }

  public Checkup {
    dimensions = List.copyOf(dimensions);
  }

  /** The one of a city whose packs give none: it asks nothing. */
  public static Checkup none() {
    Text none = Text.of("无", "none");
    return new Checkup("", none, "", none, "", List.of());
  }

  /** The one of the packs in force; {@link #none} while none of them gives one. */
  public static Supplier<Checkup> following(PackBook packs) {
    return packs.follow(book -> read(book).orElseGet(Checkup::none));
  }

  /** Whether there is anything to check. */
  public boolean isNone() {
    return pack.isEmpty();
  }

  /**
   * The first one in the packs; empty when there is none.
   *
   * @throws IllegalArgumentException naming every fault when it is faulty
   */
  public static Optional<Checkup> read(PackBook book) {
    Faults faults = new Faults();
    Optional<Checkup> checkup = read(book, faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(faults.notices().toString());
    }
    return checkup;
  }

  /** The same, as far as it can be understood; what is wrong with it is noted. */
  static Optional<Checkup> read(PackBook book, Faults faults) {
    for (Pack pack : book.packs()) {
      String path = pack.id() + "/checkup.yaml";
      String text = book.files().texts().get(path);
      if (text != null) {
        return Optional.of(read(pack, book, Yaml.parse(text, book.files().label(path), faults)));
      }
    }
    return Optional.empty();
  }

  /** The check that a file of a pack gives; what is wrong with it is noted at its place. */
  public static Checkup read(Pack pack, PackBook book, YamlNode file) {
    Checkup checkup =
        new Checkup(
            pack.id(),
            file.words("title"),
            file.text("version"),
            file.words("rhythm"),
            file.text("source"),
            file.list("dimensions").stream().map(node -> dimension(pack, book, node)).toList());
    file.refuseOthers();
    return checkup;
  }

  private static Dimension dimension(Pack pack, PackBook book, YamlNode node) {
    List<Item> items = new ArrayList<>();
    for (YamlNode one : node.list("items")) {
      String id = pack.id() + "." + one.text("indicator");
      boolean problems = one.flag("problems", false);
      String line = one.text("line", "");
      one.refuseOthers();
      Optional<IndicatorDef> indicator = book.findIndicator(id);
      if (indicator.isEmpty()) {
        one.fault(
            "law.reference", Text.of("没有指标“" + id + "”", "there is no indicator '" + id + "'"));
        continue;
      }
      items.add(new Item(indicator.get(), problems, line(pack, line, one)));
    }
    String form = pack.id() + "." + node.text("form");
    if (book.findForm(form).isEmpty()) {
      node.fault(
          "law.reference", Text.of("没有填报表“" + form + "”", "there is no form '" + form + "'"));
    }
    Dimension dimension = new Dimension(node.text("id"), node.words("title"), form, items);
    node.refuseOthers();
    return dimension;
  }

  private static @Nullable Double line(Pack pack, String line, YamlNode node) {
    if (line.isEmpty()) {
      return null;
    }
    Optional<Param> param = pack.param(line.replaceFirst("^params\\.", ""));
    if (param.isEmpty()) {
      node.fault("law.reference", Text.of("没有 " + line, "there is no " + line));
    }
    return param.map(Param::value).orElse(null);
  }
}
