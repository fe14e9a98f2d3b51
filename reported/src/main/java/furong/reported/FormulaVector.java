package furong.reported;

import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.Place;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published or computed value that a formula must give: {@code <pack>/proofs/*.yaml}. It may
 * bring parameters of its own, such as prices of another year and place, that the pack leaves
 * empty.
 *
 * @param inputs by id of the figure or indicator
 * @param params by name
 * @param tolerance how far the published value may lie off, because it was rounded
 */
public record FormulaVector(
    String pack,
    String indicator,
    Map<String, Double> inputs,
    Map<String, Double> params,
    double expected,
    double tolerance,
    Place place) {

  public FormulaVector {
    inputs = Map.copyOf(inputs);
    params = Map.copyOf(params);
  }

  /** All of them; faults are noted and the faulty left out. */
  public static List<FormulaVector> read(PackFiles files, Faults faults) {
    List<FormulaVector> vectors = new ArrayList<>();
    files
        .texts()
        .forEach((path, text) -> {
          String[] parts = path.split("/");
          if (parts.length == 3 && parts[1].equals("proofs") && path.endsWith(".yaml")) {
            YamlNode file = Yaml.parse(text, files.label(path), faults);
            file.text("source");
            Map<String, Double> params = numbers(file, "params");
            for (YamlNode node : file.list("values")) {
              vectors.add(
                  new FormulaVector(
                      parts[0],
                      parts[0] + "." + node.text("indicator"),
                      qualified(parts[0], numbers(node, "inputs")),
                      params,
                      node.number("expected"),
                      node.number("tolerance"),
                      node.place()));
              node.text("why_tolerance");
              node.refuseOthers();
            }
            file.refuseOthers();
          }
        });
    return vectors;
  }

  private static Map<String, Double> numbers(YamlNode node, String key) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.map(key).forEach((name, value) -> numbers.put(name, value.asNumber()));
    return numbers;
  }

  private static Map<String, Double> qualified(String pack, Map<String, Double> by) {
    Map<String, Double> ids = new LinkedHashMap<>();
    by.forEach((name, value) -> ids.put(name.contains(".") ? name : pack + "." + name, value));
    return ids;
  }

  /** What is wrong with the book's answer; empty when it agrees. */
  public String disagreement(PackBook book) {
    FormulaBook formulas = FormulaBook.of(withParams(book), new Faults());
    @Nullable Formula formula = formulas.find(indicator).orElse(null);
    if (formula == null) {
      return "there is no formula " + indicator;
    }
    double got = formula.evaluate(this::input).value();
    return Math.abs(got - expected) <= tolerance
        ? ""
        : "expected " + expected + " within " + tolerance + " but got " + got;
  }

  private double input(Input input) {
    return input.kind() == Kind.FIGURE || input.kind() == Kind.INDICATOR
        ? inputs.getOrDefault(input.id(), Double.NaN)
        : Double.NaN;
  }

  private PackBook withParams(PackBook book) {
    return PackBook.of(
        book.packs().stream().map(p -> p.id().equals(pack) ? p.with(params) : p).toList());
  }
}
