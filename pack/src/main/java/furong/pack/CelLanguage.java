package furong.pack;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import furong.base.Level;
import furong.base.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the expressions of one pack may name: its parameters, properties, functions and indices. */
final class CelLanguage {

  private static final OpaqueType SERIES = OpaqueType.create("series");
  private static final OpaqueType RULE = OpaqueType.create("rule");
  private static final OpaqueType INDICATOR = OpaqueType.create("indicator");
  private static final OpaqueType LEVEL = OpaqueType.create("level");

  /** What CEL says most often, by the beginning of its own words. */
  private static final List<Map.Entry<Pattern, String>> SAID =
      List.of(
          Map.entry(
              Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL), "没有“$1”这个名称"),
          Map.entry(
              Pattern.compile(
                  "found no matching overload for '([^']*)' applied to '([^']*)'.*",
                  Pattern.DOTALL),
              "“$1”不能用于 $2"),
          Map.entry(
              Pattern.compile("expected type '([^']*)' but found '([^']*)'.*", Pattern.DOTALL),
              "类型应为 $1，而不是 $2"),
          Map.entry(Pattern.compile("token recognition error at: (.*)", Pattern.DOTALL), "无法识别 $1"),
          Map.entry(
              Pattern.compile("mismatched input (.*?) expecting .*", Pattern.DOTALL), "不应出现 $1"),
          Map.entry(
              Pattern.compile("extraneous input (.*?) expecting .*", Pattern.DOTALL), "多出了 $1"),
          Map.entry(
              Pattern.compile("no viable alternative at input (.*)", Pattern.DOTALL), "无法理解 $1"));

  private CelLanguage() {}

  /** A message of CEL for people: its own words where they are rare. */
  static Text said(String message) {
    for (Map.Entry<Pattern, String> known : SAID) {
      Matcher found = known.getKey().matcher(message.strip());
      if (found.matches()) {
        return Text.of(found.replaceFirst(known.getValue()), message);
      }
    }
    return Text.of("表达式有误：" + message, message);
  }

  static CelCompiler of(Pack pack, PackBook book) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
    for (Param param : pack.params().values()) {
      builder.addVar(
          "params." + param.name(), param.isDuration() ? SimpleType.DURATION : SimpleType.DOUBLE);
    }
    for (Property property : book.properties()) {
      String owner = property.id().substring(0, property.id().indexOf('.'));
      if (owner.equals(pack.id())) {
        builder.addVar(celName(property.name()), SERIES);
      } else if (pack.needs().contains(owner)) {
        builder.addVar(celName(property.id()), SERIES);
      }
    }
    for (Rule rule : book.rules()) {
      if (rule.pack().equals(pack.id())) {
        builder.addVar("rules." + celName(rule.name()), RULE);
      } else if (pack.needs().contains(rule.pack())) {
        builder.addVar("rules." + celName(rule.id()), RULE);
      }
    }
    for (Pack owner : book.packs()) {
      for (IndicatorDef indicator : owner.indicators()) {
        String name = indicator.id();
        if (owner.id().equals(pack.id())) {
          builder.addVar("indicators." + celName(name.substring(name.indexOf('.') + 1)), INDICATOR);
        } else if (pack.needs().contains(owner.id())) {
          builder.addVar("indicators." + celName(name), INDICATOR);
        }
      }
    }
    for (Level level : Level.values()) {
      builder.addVar("levels." + level, LEVEL);
    }
    Map<String, List<CelOverloadDecl>> functions = new LinkedHashMap<>();
    for (Function function : Functions.ALL) {
      functions
          .computeIfAbsent(function.name(), name -> new ArrayList<>())
          .add(
              overload(
                  function.name(),
                  type(function.result()),
                  function.args().stream().map(CelLanguage::type).toArray(CelType[]::new)));
    }
    for (Index index : pack.indexes()) {
      if (!index.call().isEmpty()) {
        functions.put(index.call(), List.of(overload(index.call(), SimpleType.DOUBLE)));
      }
    }
    functions.forEach((name, overloads) ->
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
    return builder.build();
  }

  private static CelType type(Function.Kind kind) {
    return switch (kind) {
      case SERIES -> SERIES;
      case RULE -> RULE;
      case INDICATOR -> INDICATOR;
      case LEVEL -> LEVEL;
      case SPAN -> SimpleType.DURATION;
      case NUMBER -> SimpleType.DOUBLE;
      case TRUTH -> SimpleType.BOOL;
    };
  }

  /** Ids have hyphens, which CEL reads as minus. */
  static String celName(String id) {
    return id.replace('-', '_');
  }

  private static CelOverloadDecl overload(String name, CelType result, CelType... arguments) {
    StringBuilder id = new StringBuilder("furong_" + name);
    for (CelType argument : arguments) {
      id.append('_').append(argument.name());
    }
    return CelOverloadDecl.newGlobalOverload(id.toString(), result, arguments);
  }
}
