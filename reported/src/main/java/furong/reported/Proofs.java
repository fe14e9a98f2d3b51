package furong.reported;

import furong.base.Text;
import furong.pack.Faults;
import furong.pack.PackFiles;
import furong.pack.Yaml;
import furong.pack.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code <pack>/proofs/*.yaml}: values that indicators must give.
 *
 * <pre>{@code
 * source: ...
 * params: {water_price: 7.06}     # in place of those of the pack
 * values:
 *   - {indicator: water, inputs: {water-kept: 321.49}, expected: 2269.72, tolerance: 0.005, why_tolerance: ...}
 *   - {indicator: closing, counts: {due-to-close: 972, closed: 911}, expected: 93.72, ...}
 * }</pre>
 *
 * {@code inputs} are those of a formula, {@code counts} the cases that a rate counts.
 */
public final class Proofs {

  private Proofs() {}

  /** All of them; faults are noted and the faulty left out. */
  public static List<Proof> read(PackFiles files, Faults faults) {
    List<Proof> proofs = new ArrayList<>();
    files
        .texts()
        .forEach((path, text) -> {
          String[] parts = path.split("/");
          if (parts.length == 3 && parts[1].equals("proofs") && path.endsWith(".yaml")) {
            proofs.addAll(read(parts[0], Yaml.parse(text, files.label(path), faults)));
          }
        });
    return proofs;
  }

  /** Those of a file of a pack; what is wrong with them is noted at its place. */
  public static List<Proof> read(String pack, YamlNode file) {
    List<Proof> proofs = new ArrayList<>();
    file.text("source");
    Map<String, Double> params = numbers(file, "params");
    for (YamlNode node : file.list("values")) {
      proofs.add(proof(pack, node, params));
      node.text("why_tolerance");
      node.refuseOthers();
    }
    file.refuseOthers();
    return proofs;
  }

  private static Proof proof(String pack, YamlNode node, Map<String, Double> params) {
    String indicator = pack + "." + node.text("indicator");
    double expected = node.number("expected");
    double tolerance = node.number("tolerance");
    if (node.find("counts").isPresent()) {
      Map<String, Double> counts = numbers(node, "counts");
      counts.keySet().stream()
          .filter(name -> !CaseVector.NAMES.contains(name))
          .forEach(name ->
              node.fault(
                  "proof.counts",
                  Text.of("没有按“" + name + "”统计的数", "nothing is counted as '" + name + "'")));
      return new CaseVector(pack, indicator, counts, expected, tolerance, node.place());
    }
    return new FormulaVector(
        pack,
        indicator,
        qualified(pack, numbers(node, "inputs")),
        params,
        expected,
        tolerance,
        node.place());
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
}
