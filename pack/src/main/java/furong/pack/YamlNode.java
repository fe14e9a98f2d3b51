package furong.pack;

import furong.base.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value in a YAML file that knows where it stands. Every question that the file does not answer
 * as asked becomes a notice with file, line and column in the {@link Faults} given at reading; the
 * answer is then a harmless stand-in, so that one reading finds all faults.
 *
 * <pre>{@code
 * YamlNode city = Yaml.read(file, "cities/chengdu/city.yaml", faults);
 * String id = city.text("id");
 * city.list("organisations").forEach(o -> o.text("id"));
 * city.refuseOthers();          // keys that nobody asked for are misspellings
 * }</pre>
 *
 * Not thread-safe.
 */
public final class YamlNode {

  private final Place place;
  private final Faults faults;
  private final @Nullable String scalar;
  private final @Nullable List<YamlNode> items;
  private final @Nullable Map<String, YamlNode> fields;
  private final Set<String> asked = new LinkedHashSet<>();

  /** Where the questions are noted; null when nobody wants to know. */
  private @Nullable Shape shape;

  YamlNode(
      Place place,
      Faults faults,
      @Nullable String scalar,
      @Nullable List<YamlNode> items,
      @Nullable Map<String, YamlNode> fields) {
    this.place = place;
    this.faults = faults;
    this.scalar = scalar;
    this.items = items;
    this.fields = fields;
  }

  /** Notes every question to this value and to those below it. */
  YamlNode noting(@Nullable Shape where) {
    shape = where;
    return this;
  }

  private @Nullable Shape shapeOf(String key) {
    Shape known = shape;
    return known == null ? null : known.field(key);
  }

  private void requires(String key) {
    Shape known = shape;
    if (known != null) {
      known.require(key);
    }
  }

  private void reads(Shape.Kind kind) {
    Shape known = shape;
    if (known != null) {
      known.read(kind);
    }
  }

  /** Adds that the text must match, for those who want to know what is asked. */
  void mustMatch(String regex) {
    Shape known = shape;
    if (known != null) {
      known.matches(regex);
    }
  }

  public Place place() {
    return place;
  }

  public boolean isMap() {
    return fields != null;
  }

  public boolean isList() {
    return items != null;
  }

  /** True for an empty value, {@code ~} and {@code null}: known to be unknown. */
  public boolean isEmpty() {
    return scalar == null && items == null && fields == null;
  }

  /** Adds a notice at this value's place. */
  public void fault(String code, Text message) {
    faults.add(code, place, message);
  }

  /** Adds a notice at this value's place, with what would mend it. */
  public void fault(String code, Text message, Text hint) {
    faults.add(code, place, message, hint);
  }

  // ---- fields of a map

  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The field, unless it is absent or empty. */
  public Optional<YamlNode> find(String key) {
    asked.add(key);
    YamlNode found = fields == null ? null : fields.get(key);
    Shape of = shapeOf(key);
    if (found != null) {
      found.noting(of);
    }
    return found == null || found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** As {@link #find}, of a field whose name is data of the file, such as the id of a rule set. */
  public Optional<YamlNode> findNamed(String key) {
    asked.add(key);
    YamlNode found = fields == null ? null : fields.get(key);
    Shape known = shape;
    return found == null || found.isEmpty()
        ? Optional.empty()
        : Optional.of(found.noting(known == null ? null : known.values()));
  }

  /** The field; a notice and an empty value when it is absent. */
  public YamlNode get(String key) {
    requires(key);
    return find(key).orElseGet(() -> missing(key));
  }

  private YamlNode missing(String key) {
    fault("yaml.missing", Text.of("缺少“" + key + "”", "'" + key + "' is missing"));
    return new YamlNode(place, new Faults(), null, null, null);
  }

  /** A required text. */
  public String text(String key) {
    requires(key);
    return find(key).map(YamlNode::asText).orElseGet(() -> missing(key).orEmpty());
  }

  private String orEmpty() {
    return scalar == null ? "" : scalar;
  }

  /** A text, or {@code otherwise} when absent. */
  public String text(String key, String otherwise) {
    return find(key).map(YamlNode::asText).orElse(otherwise);
  }

  /** A text for people: {@code {zh: .., en: ..}}, or one wording that serves both languages. */
  public Text words(String key) {
    requires(key);
    return find(key).map(YamlNode::asWords).orElseGet(() -> Text.of("?", missing(key).orEmpty()));
  }

  /** As {@link #words(String)}, or {@code otherwise} when absent. */
  public @Nullable Text findWords(String key) {
    return find(key).map(YamlNode::asWords).orElse(null);
  }

  public OptionalDouble findNumber(String key) {
    return find(key).map(n -> OptionalDouble.of(n.asNumber())).orElse(OptionalDouble.empty());
  }

  /** A required number. */
  public double number(String key) {
    return get(key).asNumber();
  }

  /** A required whole number. */
  public int integer(String key) {
    return get(key).asInteger();
  }

  public boolean flag(String key, boolean otherwise) {
    return find(key).map(YamlNode::asFlag).orElse(otherwise);
  }

  /** The items of a list field; empty when absent. */
  public List<YamlNode> list(String key) {
    return find(key).map(YamlNode::asList).orElse(List.of());
  }

  /** The texts of a list field; empty when absent. */
  public List<String> texts(String key) {
    return list(key).stream().map(YamlNode::asText).toList();
  }

  /** The fields of a map field in the order of the file; empty when absent. */
  public Map<String, YamlNode> map(String key) {
    return find(key).map(YamlNode::asMap).orElse(Map.of());
  }

  /** One of the words of an enumeration; a notice that lists them when it is another. */
  public <E> E oneOf(String key, Map<String, E> words, E standIn) {
    requires(key);
    return find(key)
        .map(node -> node.asWord(words, standIn))
        .orElseGet(() -> {
          missing(key);
          return standIn;
        });
  }

  /** Adds a notice for each key that was never asked for: it is misspelt or stands too high. */
  public void refuseOthers() {
    if (fields == null) {
      return;
    }
    fields.forEach((key, node) -> {
      if (!asked.contains(key)) {
        faults.add(
            "yaml.unknown-key",
            node.place,
            Text.of("这里不认识“" + key + "”", "'" + key + "' is not known here"),
            Text.of("可用：" + String.join("、", asked), "known: " + String.join(", ", asked)));
      }
    });
  }

  // ---- this value as something

  /** One of the words of an enumeration. */
  public <E> E asWord(Map<String, E> words, E standIn) {
    Shape known = shape;
    if (known != null) {
      known.oneOf(words.keySet());
    }
    E found = words.get(asText());
    if (found == null) {
      fault(
          "yaml.word",
          Text.of(
              "“" + asText() + "”不是 " + String.join("、", words.keySet()) + " 之一",
              "'" + asText() + "' is none of " + String.join(", ", words.keySet())));
      return standIn;
    }
    return found;
  }

  public String asText() {
    reads(Shape.Kind.TEXT);
    if (scalar == null) {
      fault(
          "yaml.type",
          Text.of("应为文本，而不是" + kind().zh(), "a text was expected, not " + kind().en()));
      return "";
    }
    return scalar;
  }

  public double asNumber() {
    reads(Shape.Kind.NUMBER);
    return parse(Double::parseDouble, Text.of("数", "a number"), 0.0);
  }

  public int asInteger() {
    reads(Shape.Kind.INTEGER);
    return parse(Integer::parseInt, Text.of("整数", "a whole number"), 0);
  }

  public LocalDate asDate() {
    reads(Shape.Kind.DATE);
    return parse(
        LocalDate::parse, Text.of("日期，如 2026-03-01", "a date such as 2026-03-01"), LocalDate.EPOCH);
  }

  /**
   * ISO 8601 such as {@code PT3H}, or short: {@code 45min}, {@code 3h}, {@code 90s}, {@code 2d}.
   */
  public Duration asDuration() {
    reads(Shape.Kind.DURATION);
    return parse(
        Durations::parse,
        Text.of("时长，如 45min、3h 或 2d", "a duration such as 45min, 3h or 2d"),
        Duration.ZERO);
  }

  public boolean asFlag() {
    reads(Shape.Kind.FLAG);
    return parse(
        s -> {
          if (!s.equals("true") && !s.equals("false")) {
            throw new IllegalArgumentException(s);
          }
          return s.equals("true");
        },
        Text.of("true 或 false", "true or false"),
        false);
  }

  private <T> T parse(Function<String, T> parser, Text what, T standIn) {
    try {
      if (scalar != null) {
        return parser.apply(scalar.strip());
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      fault(
          "yaml.type",
          Text.of(
              "应为" + what.zh() + "，而不是“" + scalar + "”",
              what.en() + " was expected, not '" + scalar + "'"));
      return standIn;
    }
    fault(
        "yaml.type",
        Text.of(
            "应为" + what.zh() + "，而不是" + kind().zh(),
            what.en() + " was expected, not " + kind().en()));
    return standIn;
  }

  public Text asWords() {
    if (fields != null) {
      Text words = Text.of(text("zh").isBlank() ? "?" : text("zh"), text("en", ""));
      refuseOthers();
      return words;
    }
    String both = asText();
    return Text.of(both.isBlank() ? "?" : both, both);
  }

  public List<YamlNode> asList() {
    if (items == null) {
      fault(
          "yaml.type",
          Text.of("应为列表，而不是" + kind().zh(), "a list was expected, not " + kind().en()));
      return List.of();
    }
    Shape known = shape;
    items.forEach(i -> i.noting(known == null ? null : known.items()));
    return List.copyOf(items);
  }

  public Map<String, YamlNode> asMap() {
    if (fields == null) {
      fault(
          "yaml.type", Text.of("应为映射，而不是" + kind().zh(), "a map was expected, not " + kind().en()));
      return Map.of();
    }
    Shape known = shape;
    fields.values().forEach(f -> f.noting(known == null ? null : known.values()));
    return new LinkedHashMap<>(fields);
  }

  /** The numbers of a list value. */
  public double[] asNumbers() {
    return asList().stream().mapToDouble(YamlNode::asNumber).toArray();
  }

  /** All texts below this value, for laws that look at every text. */
  public List<YamlNode> scalars() {
    List<YamlNode> found = new ArrayList<>();
    if (scalar != null) {
      found.add(this);
    }
    if (items != null) {
      items.forEach(i -> found.addAll(i.scalars()));
    }
    if (fields != null) {
      fields.values().forEach(f -> found.addAll(f.scalars()));
    }
    return found;
  }

  private Text kind() {
    return fields != null
        ? Text.of("映射", "a map")
        : items != null
            ? Text.of("列表", "a list")
            : scalar != null ? Text.of("文本", "a text") : Text.of("空值", "none");
  }
}
