package furong.pack;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;

/** What the expressions of one pack may name: its parameters, properties, functions and indices. */
final class CelLanguage {

  private static final OpaqueType SERIES = OpaqueType.create("series");

  /** Functions of (series, window). */
  static final List<String> WINDOWS = List.of("mean", "min", "max", "count", "rate");

  private CelLanguage() {}

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
    builder.addFunctionDeclarations(function("last", SERIES));
    for (String name : WINDOWS) {
      builder.addFunctionDeclarations(function(name, SERIES, SimpleType.DURATION));
    }
    builder.addFunctionDeclarations(
        function("share", SERIES, SimpleType.DURATION, SimpleType.DOUBLE));
    for (Index index : pack.indexes()) {
      if (!index.call().isEmpty()) {
        builder.addFunctionDeclarations(function(index.call()));
      }
    }
    return builder.build();
  }

  /** Ids have hyphens, which CEL reads as minus. */
  static String celName(String id) {
    return id.replace('-', '_');
  }

  private static CelFunctionDecl function(String name, CelType... arguments) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload("furong_" + name, SimpleType.DOUBLE, arguments));
  }
}
