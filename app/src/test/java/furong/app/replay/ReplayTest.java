package furong.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.app.replay.Door.DoorException;
import furong.app.replay.Replay.Outcome;
import furong.app.replay.Replay.Plan;
import furong.pack.Faults;
import furong.pack.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReplayTest {

  private static final String MAPPING =
      """
      id: two-stations
      title: {zh: 两站, en: Two stations}
      source: "made for this test"
      header: [year, month, day, hour, station, PM2.5, CO]
      zone: Asia/Shanghai
      time: {year: year, month: month, day: day, hour: hour}
      missing: ["NA"]
      station_column: station
      stations:
        - {key: A, name: {zh: 甲, en: A}, kind: air-station, division: "510104", place: "by its name"}
        - {key: B, name: {zh: 乙, en: B}, kind: air-station, division: "510105", place: "by its name"}
      values:
        - {column: PM2.5, property: air.pm25, unit: ug/m3}
        - {column: CO, property: air.co, unit: ug/m3}
      """;

  private static final String HEADER = "year,month,day,hour,station,PM2.5,CO\n";

  @TempDir Path folder;
  private PretendServer server;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    server = new PretendServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<Mapping> mappings() {
    Faults faults = new Faults();
    Mapping mapping = MappingReader.read(Yaml.parse(MAPPING, "two.yaml", faults));
    assertThat(faults.notices()).isEmpty();
    return List.of(mapping);
  }

  private Path file(String name, String rows) throws IOException {
    return Files.writeString(folder.resolve(name), HEADER + rows);
  }

  private Outcome replay(Path... files) throws IOException {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Replay(new Door(server.url(), null), InstantSource.system(), err)
        .run(new Plan(List.of(files), mappings(), 0, folder.resolve("progress")));
  }

  private List<String> sent() {
    return server.readings().stream()
        .map(r ->
            r.path("d").asInt()
                + " "
                + Instant.ofEpochMilli(r.path("t").asLong())
                + " "
                + r.path("v"))
        .toList();
  }

  @Test
  void severalFilesAreSentInOrderOfTimeWithMissingCellsLeftOut() throws IOException {
    Path a = file("a.csv", "2014,1,1,0,A,55,NA\n2014,1,1,1,A,60.5,900\n");
    Path b = file("b.csv", "2014,1,1,0,B,70,1000\n");
    Outcome outcome = replay(a, b);
    assertThat(outcome).isEqualTo(new Outcome(5, 0, 5, 0, 0));
    // local midnight is 16:00 UTC; datastreams: 1 A pm25, 2 A co, 3 B pm25, 4 B co
    assertThat(sent())
        .containsExactly(
            "1 2013-12-31T16:00:00Z 55",
            "3 2013-12-31T16:00:00Z 70",
            "4 2013-12-31T16:00:00Z 1000",
            "1 2013-12-31T17:00:00Z 60.5",
            "2 2013-12-31T17:00:00Z 900");
  }

  @Test
  void stationsAndDatastreamsAreRegisteredOnceAndWithoutMadeUpPlaces() throws IOException {
    Path a = file("a.csv", "2014,1,1,0,A,55,NA\n");
    replay(a);
    replay(file("b.csv", "2014,1,2,0,A,55,NA\n"));
    assertThat(server.all("Things")).hasSize(2);
    assertThat(server.all("Datastreams")).hasSize(4);
    assertThat(server.all("ObservedProperties")).hasSize(2);
    assertThat(server.all("Sensors")).hasSize(1);
    JsonNode thing = server.all("Things").getFirst();
    assertThat(thing.path("properties").path("division").asString()).isEqualTo("510104");
    assertThat(thing.path("properties").path("place").asString()).isEqualTo("by its name");
    assertThat(thing.has("Locations")).isFalse();
    assertThat(server.all("Datastreams").get(1).at("/unitOfMeasurement/symbol").asString())
        .isEqualTo("ug/m3");
  }

  @Test
  void aBadCellIsNamedByRowAndColumnAndTheRestOfTheRowGoesOn() throws IOException {
    Path a =
        file("a.csv", "2014,1,1,0,A,fifty,900\n2014,13,1,0,A,1,1\n2014,1,1,1,C,1,1\n2014,1,1\n");
    Outcome outcome = replay(a);
    assertThat(outcome.accepted()).isEqualTo(1);
    assertThat(outcome.badCells()).isEqualTo(4);
    assertThat(outcome.clean()).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("a.csv:2, column \"PM2.5\": \"fifty\" is not a number [cell.number]")
        .contains("a.csv:3")
        .contains("a.csv:4, column \"station\": \"C\" is no station of two-stations")
        .contains("a.csv:5: has 3 cells, the header 7");
  }

  /** Enough rows for two full batches and a third. */
  private Path longFile() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < Replay.BATCH + 2_000; i++) {
      Instant at = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(3600L * i);
      var local = at.atZone(java.time.ZoneOffset.UTC);
      rows.append(
          "%d,%d,%d,%d,A,%d,%d\n"
              .formatted(
                  local.getYear(),
                  local.getMonthValue(),
                  local.getDayOfMonth(),
                  local.getHour(),
                  i % 500,
                  i));
    }
    return file("long.csv", rows.toString());
  }

  @Test
  void aReplayThatWasCutOffGoesOnAndDoublesNothing() throws IOException {
    Path file = longFile();
    int all = 2 * (Replay.BATCH + 2_000);
    for (boolean lands : List.of(true, false)) {
      server.failAt(2, lands);
      assertThatThrownBy(() -> replay(file)).isInstanceOf(DoorException.class);
    }
    Outcome outcome = replay(file);
    assertThat(outcome.skipped()).isGreaterThanOrEqualTo(Replay.BATCH);
    assertThat(server.readings()).hasSize(all);
    assertThat(new HashSet<>(sent())).hasSize(all);
    assertThat(sent()).isEqualTo(new ArrayList<>(sent().stream().distinct().toList()));
    // and once more: everything is in
    assertThat(replay(file)).isEqualTo(new Outcome(0, all, 0, 0, 0));
    assertThat(server.readings()).hasSize(all);
  }

  @Test
  void aFreshServerIsSentEverythingWhateverTheProgressOfAnother() throws IOException {
    Path a = file("a.csv", "2014,1,1,0,A,55,NA\n");
    replay(a);
    server.close();
    server = new PretendServer();
    assertThat(replay(a).sent()).isEqualTo(1);
    assertThat(server.readings()).hasSize(1);
  }

  @Test
  void aFileThatNoMappingKnowsIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> replay(other))
        .isInstanceOf(SampleFile.UnknownFormat.class)
        .hasMessageContaining("two-stations");
  }

  @Test
  void thingsAreMadeOfRowsOnceAndFaultyRowsAreNamed() throws IOException {
    Path things =
        Files.writeString(
            folder.resolve("things.csv"),
            "id,name,lng,lat,kind,owner\n"
                + "7,井盖,104.06,30.65,manhole,水务局\n"
                + "8,井盖,200,30.65,manhole,水务局\n");
    ThingImport imports =
        new ThingImport(
            new Door(server.url(), null), new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(imports.run(things)).isEqualTo(new ThingImport.Outcome(1, 0, 1));
    assertThat(imports.run(things)).isEqualTo(new ThingImport.Outcome(0, 1, 1));
    JsonNode thing = server.all("Things").getFirst();
    assertThat(thing.at("/properties/owner").asString()).isEqualTo("水务局");
    assertThat(thing.at("/Locations/0/location/coordinates/0").asDouble()).isEqualTo(104.06);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("things.csv:3");
  }
}
