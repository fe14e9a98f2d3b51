package furong.pack;

import furong.base.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 files and keeps the place of every value. One document per file; keys are texts;
 * aliases may be used, but not to nest a value in itself.
 */
public final class Yaml {

  /**
   * Characters of one file. The largest file of a pack (an index table) has 8,000; a hundred times
   * that is no pack file.
   */
  private static final int MAX_CHARS = 1_000_000;

  private Yaml() {}

  /**
   * Reads a file.
   *
   * @param name how notices call the file
   * @return an empty value, with a notice, when it cannot be read or is no YAML
   */
  public static YamlNode read(Path file, String name, Faults faults) {
    try {
      return parse(Files.readString(file), name, faults);
    } catch (IOException e) {
      faults.add(
          "yaml.unreadable",
          new Place(name, 1, 1),
          Text.of("无法读取：" + e.getMessage(), "cannot be read: " + e.getMessage()));
      return new YamlNode(new Place(name, 1, 1), faults, null, null, null);
    }
  }

  /** What the parser says; in Chinese what it is about, and its own words where they are rare. */
  private static Text said(String problem) {
    String zh =
        problem.startsWith("mapping values are not allowed")
            ? "此处不能再写“键: 值”，可能缺少引号或缩进有误"
            : problem.contains("'\\t'") || problem.contains("\\t")
                ? "不能用制表符缩进"
                : problem.startsWith("found unexpected end of stream")
                    ? "文件意外结束，可能缺少右引号"
                    : problem.startsWith("expected <block end>")
                        ? "缩进或结构有误"
                        : problem.startsWith("found duplicate key")
                            ? "键重复"
                            : "YAML 语法错误：" + problem;
    return Text.of(zh, problem);
  }

  /** Reads a text; see {@link #read}. */
  public static YamlNode parse(String text, String name, Faults faults) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(MAX_CHARS)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent()) {
        return convert(root.get(), name, faults);
      }
    } catch (MarkedYamlEngineException e) {
      faults.add("yaml.syntax", at(e.getProblemMark(), name), said(String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      faults.add("yaml.syntax", new Place(name, 1, 1), said(String.valueOf(e.getMessage())));
    }
    return new YamlNode(new Place(name, 1, 1), faults, null, null, null);
  }

  private static YamlNode convert(Node node, String name, Faults faults) {
    Place place = at(node.getStartMark(), name);
    if (node instanceof ScalarNode scalar) {
      boolean empty = Tag.NULL.equals(scalar.getTag());
      boolean quoted =
          scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
              || scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
      Place text = quoted ? place.plus(0, 1) : place; // behind the quote
      return new YamlNode(text, faults, empty ? null : scalar.getValue(), null, null);
    }
    if (node.isRecursive()) {
      faults.add("yaml.recursive", place, Text.of("值不能包含自身", "a value may not contain itself"));
      return new YamlNode(place, faults, null, null, null);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, name, faults));
      }
      return new YamlNode(place, faults, null, items, null);
    }
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode k ? k.getValue() : "";
      YamlNode previous = fields.put(key, convert(tuple.getValueNode(), name, faults));
      if (key.isEmpty()) {
        faults.add(
            "yaml.key",
            at(tuple.getKeyNode().getStartMark(), name),
            Text.of("键须为文本", "a key is a text"));
      } else if (previous != null) {
        faults.add(
            "yaml.duplicate-key",
            at(tuple.getKeyNode().getStartMark(), name),
            Text.of("“" + key + "”重复出现", "'" + key + "' stands here a second time"));
      }
    }
    return new YamlNode(place, faults, null, null, fields);
  }

  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // the parser's own shape
  private static Place at(Optional<Mark> mark, String name) {
    @Nullable Mark known = mark.orElse(null);
    return known == null
        ? new Place(name, 1, 1)
        : new Place(name, known.getLine() + 1, known.getColumn() + 1);
  }
}
