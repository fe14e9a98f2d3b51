package furong.pack;

import furong.base.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads {@code properties/*.yaml}. */
final class PropertyReader {

  private PropertyReader() {}

  /**
   * @param keep how long the pack keeps raw observations unless the property says otherwise
   */
  static Property read(
      String pack, YamlNode file, Map<String, Param> params, @Nullable Duration keep) {
    String id = pack + "." + file.text("name");
    YamlNode range = file.find("range").orElse(null);
    Property property =
        new Property(
            id,
            Property.URN + id,
            file.words("title"),
            file.text("unit"),
            file.text("symbol"),
            range == null ? null : boxed(range.findNumber("low")),
            range == null ? null : boxed(range.findNumber("high")),
            range == null ? "" : range.text("reason"),
            boxed(file.findNumber("rate_per_hour")),
            file.find("flat_line").map(YamlNode::asDuration).orElse(null),
            file.find("keep").map(YamlNode::asDuration).orElse(keep),
            file.find("every").map(YamlNode::asDuration).orElse(null),
            file.get("expected_silence").asDuration(),
            file.find("lateness").map(YamlNode::asDuration).orElse(Duration.ZERO),
            file.integer("decimals"),
            file.find("statistics").map(s -> statistics(s, params)).orElse(null),
            file.list("references").stream().map(PropertyReader::reference).toList(),
            file.text("source"),
            file.place());
    if (range != null) {
      range.refuseOthers();
    }
    file.refuseOthers();
    return property;
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static Reference reference(YamlNode node) {
    Reference reference =
        new Reference(
            node.find("valid_from").map(YamlNode::asDate).orElse(LocalDate.MIN),
            boxed(node.findNumber("low")),
            boxed(node.findNumber("high")),
            node.text("source"));
    node.refuseOthers();
    return reference;
  }

  private static Statistics statistics(YamlNode node, Map<String, Param> params) {
    Statistics statistics =
        new Statistics(
            whole(node, "hour_minutes", params),
            whole(node, "day_hours", params),
            whole(node, "window_hours", params),
            whole(node, "day_windows", params),
            node.text("source"));
    node.refuseOthers();
    return statistics;
  }

  /** The whole number of the parameter that a field names. */
  private static int whole(YamlNode node, String key, Map<String, Param> params) {
    String name = ParamName.of(node.get(key));
    Param param = params.get(name);
    if (param == null || param.value() == null) {
      if (!name.isEmpty()) {
        node.get(key)
            .fault(
                "pack.param-unknown",
                Text.of("params." + name + " 没有数值", "there is no value for params." + name));
      }
      return 1;
    }
    return param.value().intValue();
  }
}
