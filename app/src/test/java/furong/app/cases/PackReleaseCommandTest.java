package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cli.Main;
import furong.app.house.House;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two persons at two command lines, one city: what one proposes the other releases. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackReleaseCommandTest {

  @TempDir static Path folder;
  @TempDir static Path files;
  private static OpenHouse house;

  private record Said(int code, String out, String err) {}

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder, ReleaseHouse.class);
    Path from = House.root().resolve("packs/lifeline");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path to = files.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.copy(path, to);
        }
      }
    }
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Said pack(String login, String... words) {
    List<String> all = new ArrayList<>(List.of("pack"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", house.base(), "--login", login, "--lang", "en"));
    Map<String, String> env = Map.of("FURONG_PASSWORD", house.password(login));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(all.toArray(String[]::new), env);
      return new Said(
          code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static void rule(String what, String by) throws IOException {
    Path rule = files.resolve("rules/power-out.yaml");
    Files.writeString(rule, Files.readString(rule).replace(what, by));
  }

  @Test
  @Order(1)
  void proposesTheFilesOfAFolderAndTheProposerCannotReleaseThem() throws IOException {
    rule("en: Power gone", "en: Power is gone");
    Said said =
        pack("admin", "propose", "lifeline", "--files", files.toString(), "--why", "plainer words");
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("proposal 1 waits").contains("lifeline/rules/power-out.yaml");
    Said own = pack("admin", "release", "1");
    assertThat(own.code()).isEqualTo(3);
    assertThat(own.err()).startsWith("furong: 4");
  }

  @Test
  @Order(2)
  void anotherPersonReleasesAndBothStandInTheList() {
    Said said = pack("planner", "release", "1", "--why", "read");
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).startsWith("version 1 of lifeline is released, from 2026-03-02T02:00");
    Said list = pack("planner", "releases", "lifeline");
    assertThat(list.out())
        .contains("proposal 1    RELEASED  2026-03-02T02:00:00Z admin: plainer words")
        .contains("version  1    RELEASE   2026-03-02T02:00:00Z admin: plainer words (waits)")
        .contains("version  0    BASE");
  }

  @Test
  @Order(3)
  void theListIsATableForASpreadsheetAndRefusesAnotherFormat() {
    Person planner = house.logIn("planner");
    var csv = planner.get("/api/packs/lifeline/versions?format=csv").is(200);
    assertThat(csv.raw().body().lines().toList())
        .hasSize(3)
        .anyMatch(l ->
            l.startsWith("lifeline,1,RELEASE,admin,2026-03-02T02:00:00Z,plainer words,planner"));
    assertThat(planner.get("/api/packs/lifeline/versions?format=doc").is(400).notice())
        .isEqualTo("format");
    house.logIn("operator").get("/api/packs/lifeline/versions?format=csv").is(403);
  }

  @Test
  @Order(4)
  void goesBackToAnOlderVersionByTwoPersonsToo() {
    Said said = pack("planner", "roll-back", "lifeline", "0", "--why", "the old words were known");
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains("proposal 2 waits");
    assertThat(pack("planner", "release", "2").code()).isEqualTo(3);
    assertThat(pack("admin", "release", "2").out()).startsWith("version 2 of lifeline");
  }

  @Test
  @Order(5)
  void refusesWhatIsUnlawfulAtItsPlaceAndWhatThereIsNot() throws IOException {
    rule("level: II, when", "level: V, when");
    Said said =
        pack("admin", "propose", "lifeline", "--files", files.toString(), "--why", "a new level");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("lifeline/rules/power-out.yaml:");
    assertThat(pack("admin", "release", "99").code()).isEqualTo(3);
    assertThat(pack("admin", "releases", "atlantis").code()).isEqualTo(3);
    Said none = pack("admin", "propose", "lifeline", "--files", folder.toString(), "--why", "x");
    assertThat(none.code()).isEqualTo(2);
  }

  /** The station has PM2.5 of 200 to 223 ug/m3 at every hour: an AQI over 200 without an end. */
  @Test
  @Order(6)
  void aReplayIsAFileAsLongAsItIsKept() {
    Person planner = house.logIn("planner");
    Map<String, Object> texts = new LinkedHashMap<>();
    planner
        .get("/api/packs/air/files")
        .is(200)
        .body()
        .at("/files")
        .properties()
        .forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
    texts.computeIfPresent(
        "air/params.yaml",
        (path, text) ->
            text.toString()
                .replaceFirst(
                    "(?s)(heavy_aqi:.*?value: )200",
                    // over what the index can say: the changed rule never fires
                    "$1501"));
    Map<String, Object> body =
        Map.of("from", "2026-02-20T00:00:00Z", "to", "2026-02-25T00:00:00Z", "files", texts);
    Person.Answer replay = planner.post("/api/packs/air/replay", body).is(200);
    assertThat(replay.body().at("/totals/lost").asInt()).isEqualTo(1);
    String lines = "/api/packs/air/replays/" + replay.text("/id");
    assertThat(planner.get(lines).is(200).body().at("/total").asInt()).isEqualTo(1);
    List<String> csv = planner.get(lines + "?format=csv").is(200).raw().body().lines().toList();
    assertThat(csv).hasSize(2);
    assertThat(csv.get(0)).contains("change,rule,thing,thingName,division");
    assertThat(csv.get(1)).startsWith("lost,air.heavy-pollution,7,");
    // another pack's name does not open it, an operator reads no replay, and others push it out
    assertThat(planner.get(lines.replace("/air/", "/lifeline/")).is(404).notice())
        .isEqualTo("replay.gone");
    house.logIn("operator").get(lines).is(403);
    for (int i = 0; i < 4; i++) {
      planner.post("/api/packs/air/replay", body).is(200);
    }
    planner.get(lines).is(404);
  }
}
