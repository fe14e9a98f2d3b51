package furong.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import furong.app.house.House;
import furong.pack.Pack;
import furong.pack.PackFiles;
import furong.pack.PackPage;
import furong.pack.PackReader;
import furong.pack.PackSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools of those who write packs. Pages and schemas are rewritten with FURONG_WRITE=1. */
class PackToolsTest {

  private static final Path PACKS = House.root().resolve("packs");

  @TempDir private Path folder;

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("pack"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--packs", folder.toString()));
    return Main.run(all.toArray(new String[0]), Map.of());
  }

  @Test
  void aNewPackObeysTheLawsAndProvesItself() {
    assertThat(run("new", "pond")).isZero();
    assertThat(run("lint")).isZero();
    assertThat(run("test", "pond")).isZero();
    assertThat(run("new", "pond")).as("nothing is overwritten").isEqualTo(2);
    assertThat(run("new", "Pond!")).isEqualTo(2);
  }

  @Test
  void lintFailsWhenALawIsBroken() throws IOException {
    assertThat(run("new", "pond")).isZero();
    Path rule = folder.resolve("pond/rules/high-level.yaml");
    Files.writeString(rule, Files.readString(rule).replace("params.high\"", "params.hihg\""));
    assertThat(run("lint", "pond")).isEqualTo(1);
    assertThat(run("lint", "lake")).isEqualTo(2);
  }

  @Test
  void lintSpeaksTheLanguageOfTheAsker() throws IOException {
    assertThat(run("new", "pond")).isZero();
    Path rule = folder.resolve("pond/rules/high-level.yaml");
    Files.writeString(rule, Files.readString(rule).replace("params.high\"", "params.hihg\""));
    assertThat(said("zh_CN.UTF-8")).contains("params.yaml 中没有 params.hihg", "1 处错误");
    assertThat(said("en_GB.UTF-8")).contains("there is no params.hihg in params.yaml", "1 faults");
  }

  /** What lint prints. */
  private String said(String language) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Main.run(
          new String[] {"pack", "lint", "pond", "--packs", folder.toString()},
          Map.of("LANG", language));
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePagesSayWhatThePacksSay() throws IOException {
    PackReader.Loaded loaded = PackReader.load(PACKS);
    for (Pack pack : loaded.book().packs()) {
      Path page = House.root().resolve("docs/packs/" + pack.id() + ".md");
      List<String> lines = PackPage.lines(pack, loaded.goldens());
      if (System.getenv("FURONG_WRITE") != null) {
        Files.createDirectories(page.getParent());
        Files.write(page, lines);
      }
      assertThat(Files.readAllLines(page)).isEqualTo(lines);
    }
  }

  @Test
  void theSchemasSayWhatTheReadersAsk() throws IOException {
    Map<String, String> schemas = PackSchemas.of(PackFiles.read(PACKS), PackSchemasCommand.MORE);
    for (Map.Entry<String, String> schema : schemas.entrySet()) {
      Path file = House.root().resolve("docs/schemas/" + schema.getKey());
      if (System.getenv("FURONG_WRITE") != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, schema.getValue());
      }
      assertThat(Files.readString(file)).isEqualTo(schema.getValue());
    }
  }

  @Test
  void theEditorHoldsEveryPackFileToItsOwnSchemaAndToNoOther() throws IOException {
    PackFiles files = PackFiles.read(PACKS);
    Path file = House.root().resolve(".vscode/settings.json");
    String settings = PackSchemas.editorSettings(files, PackSchemasCommand.MORE);
    if (System.getenv("FURONG_WRITE") != null) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, settings);
    }
    assertThat(Files.readString(file)).isEqualTo(settings);
    JsonNode schemas = JsonMapper.shared().readTree(settings).path("yaml.schemas");
    for (String path : files.texts().keySet()) {
      List<String> held =
          schemas.properties().stream()
              .filter(e -> matches(e.getValue(), "packs/" + path))
              .map(Map.Entry::getKey)
              .toList();
      String kind = PackSchemas.kind(path);
      assertThat(held)
          .as(path)
          .isEqualTo(kind.isEmpty() ? List.of() : List.of("./docs/schemas/" + kind + ".json"));
    }
  }

  /** As the editor does: any of the globs, and none that begins with an exclamation mark. */
  private static boolean matches(JsonNode globs, String path) {
    boolean any = false;
    for (JsonNode glob : globs) {
      String text = glob.asString();
      boolean not = text.startsWith("!");
      boolean fits =
          FileSystems.getDefault()
              .getPathMatcher("glob:" + text.substring(not ? 1 : 0))
              .matches(Path.of(path));
      if (fits && not) {
        return false;
      }
      any |= fits;
    }
    return any;
  }

  private static List<String> errors(String path, String text, Map<String, String> schemas) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema schema = registry.getSchema(schemas.get(PackSchemas.kind(path) + ".json"));
    return schema.validate(text, InputFormat.YAML).stream().map(Error::toString).toList();
  }

  @Test
  void everyPackFileObeysItsSchema() {
    PackFiles files = PackFiles.read(PACKS);
    Map<String, String> schemas = PackSchemas.of(files, PackSchemasCommand.MORE);
    files
        .texts()
        .forEach((path, text) -> {
          if (!PackSchemas.kind(path).isEmpty()) {
            assertThat(errors(path, text, schemas)).as(path).isEmpty();
          }
        });
  }

  @Test
  void aMisspeltKeyBreaksTheSchema() {
    PackFiles files = PackFiles.read(PACKS);
    String path = "air/rules/sensor-silent.yaml";
    String broken = Objects.requireNonNull(files.texts().get(path)).replace("silence:", "silense:");
    assertThat(errors(path, broken, PackSchemas.of(files, PackSchemasCommand.MORE))).isNotEmpty();
  }
}
