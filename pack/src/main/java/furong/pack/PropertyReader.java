package furong.pack;

import furong.base.Mean;
import furong.base.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code properties/*.yaml}. */
final class PropertyReader {

  private static final Map<String, Mean> MEANS =
      Arrays.stream(Mean.values()).collect(Collectors.toMap(Mean::code, mean -> mean));

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
            mean(file),
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

  /** Only a level has an energy: of anything else such a mean would be a number without a sense. */
  private static Mean mean(YamlNode file) {
    YamlNode said = file.find("mean").orElse(null);
    if (said == null) {
      return Mean.ARITHMETIC;
    }
    Mean mean = said.asWord(MEANS, Mean.ARITHMETIC);
    if (mean.isEnergy() && !Units.isLevel(file.text("unit"))) {
      said.fault(
          "pack.mean-unit",
          Text.of(
              "只有以分贝计的量才能作能量平均，单位是 " + file.text("unit"),
              "only what is in decibels has an energy mean, and this is in " + file.text("unit")));
    }
    if (mean.isEnergy() && file.find("range").flatMap(r -> r.find("high")).isEmpty()) {
      said.fault(
          "pack.mean-range",
          Text.of(
              "能量平均须写明 range.high：一个坏读数会淹没其余读数",
              "an energy mean needs range.high: one broken reading would drown all others"));
    }
    return mean;
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
