package furong.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Size limits and words: style is a test. */
class TidyTest {

  /** A file over this has more than one reason to change. */
  private static final int FILE_LINES = 400;

  /** A method over this is not read in one look. */
  private static final int METHOD_LINES = 70;

  /** Over this, import loops become the rule (STYLE: 42 % of modules with 60-119 files). */
  private static final int MODULE_FILES = 80;

  /**
   * Words that promise work instead of doing it; in capitals, since a list may well be called
   * "todo".
   */
  private static final Pattern PROMISES =
      Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|(?i:not implemented)");

  @Test
  void noFileIsLongerThanTheLimit() {
    Stream<Path> web =
        Stream.of(".ts", ".vue").flatMap(e -> House.walk(House.root().resolve("web"), e));
    List<String> tooLong =
        Stream.concat(House.javaFiles().stream(), web)
            .filter(f -> House.read(f).lines().count() > FILE_LINES)
            .map(House::name)
            .toList();
    assertThat(tooLong).as("files over " + FILE_LINES + " lines").isEmpty();
  }

  @Test
  void noMethodIsLongerThanTheLimit() throws IOException {
    assertThat(methodsOver(METHOD_LINES)).as("methods over " + METHOD_LINES + " lines").isEmpty();
  }

  @Test
  void noModuleIsLargerThanTheLimit() {
    Map<String, Integer> tooLarge = new TreeMap<>();
    for (String module : House.FLOORS.keySet()) {
      int files = House.mainFiles(module).size();
      if (files > MODULE_FILES) {
        tooLarge.put(module, files);
      }
    }
    assertThat(tooLarge).as("modules over " + MODULE_FILES + " files").isEmpty();
  }

  @Test
  void nothingPromisesWorkInsteadOfDoingIt() {
    List<String> promises =
        House.javaFiles().stream()
            .filter(f -> !f.endsWith("TidyTest.java"))
            .filter(f -> PROMISES.matcher(House.read(f)).find())
            .map(House::name)
            .toList();
    assertThat(promises).isEmpty();
  }

  private static List<String> methodsOver(int limit) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(House.javaFiles()));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : units) {
        LineMap lines = unit.getLineMap();
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitMethod(MethodTree method, Void nothing) {
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > limit) {
              found.add(
                  Path.of(unit.getSourceFile().toUri()).getFileName()
                      + ":"
                      + first
                      + " "
                      + method.getName());
            }
            return super.visitMethod(method, nothing);
          }
        }.scan(unit, null);
      }
    }
    return found;
  }
}
