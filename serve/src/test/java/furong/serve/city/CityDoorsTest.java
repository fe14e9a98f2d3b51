package furong.serve.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.observe.Health;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.serve.Problems.ProblemException;
import furong.serve.city.InstalledPacks.PackLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CityDoorsTest {

  private final SmallCity small = new SmallCity();
  private final CityController door =
      new CityController(
          small.profile(),
          small.catalogue(),
          () -> List.of(new PackLine("air", Text.of("大气", "Air"), "1.0.0", "trial")));
  private String healthVersion = "1";
  private final Set<Long> silent = new HashSet<>();
  private final TileController tiles =
      new TileController(
          small.profile(),
          small.catalogue(),
          () ->
              new ThingHealth.Look(
                  healthVersion, id -> silent.contains(id) ? Health.SILENT : Health.WELL));

  private static JsonNode json(Object answer) {
    Object body = answer instanceof ResponseEntity<?> entity ? entity.getBody() : answer;
    return JsonMapper.builder().build().valueToTree(body);
  }

  private JsonNode divisions(String q, String parent, String format) {
    return json(door.divisions(q, null, parent, null, 0, 50, format));
  }

  @Test
  void theCitySaysWhereItIsAndWhatItRuns() {
    JsonNode city = json(door.city());
    assertThat(city.path("root").asString()).isEqualTo("990100");
    assertThat(city.path("name").path("en").asString()).isEqualTo("Smallville");
    assertThat(city.path("bounds").get(2).asDouble()).isEqualTo(104.2);
    assertThat(city.path("overlays").get(0).path("streets").get(0).asString())
        .isEqualTo("990101002");
    assertThat(city.path("packs").get(0).path("status").asString()).isEqualTo("trial");
    assertThat(city.path("simulated").asBoolean()).isFalse();
    small.thing(1, "air-station", 104.05, 30.02, true);
    assertThat(json(door.city()).path("simulated").asBoolean()).isTrue();
  }

  @Test
  void aDivisionHasItsPathAndItsChildren() {
    JsonNode west = json(door.division("990101", null));
    assertThat(west.path("path")).hasSize(2);
    assertThat(west.path("children")).hasSize(2);
    assertThat(west.path("children").get(1).path("name").path("zh").asString()).isEqualTo("北街");
    assertThat(west.path("children").get(1).path("synthetic").asBoolean()).isTrue();
    assertThat(
            json(door.division("990100", null)).path("children").get(0).path("childCount").asInt())
        .isEqualTo(2);
    assertThat(json(door.division("990101002", null)).path("jurisdiction").path("id").asString())
        .isEqualTo("X-ZONE");
  }

  @Test
  void aRetiredCodeLeadsToItsSuccessorAndAnUnknownOneNowhere() {
    assertThat(json(door.division("990199", null)).path("code").asString()).isEqualTo("990102");
    assertThatThrownBy(() -> door.division("123456", null))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.detail().getStatus()).isEqualTo(404));
  }

  @Test
  void divisionsAreFoundByNameCodeAndParent() {
    assertThat(divisions("north", "", "json").path("items").get(0).path("code").asString())
        .isEqualTo("990101002");
    assertThat(divisions("街", "", "json").path("total").asInt()).isEqualTo(2);
    assertThat(divisions("9901010", "", "json").path("total").asInt()).isEqualTo(2);
    assertThat(divisions("", "990100", "json").path("total").asInt()).isEqualTo(2);
    assertThat(
            json(door.divisions("", DivisionLevel.STREET, "", null, 1, 1, "json"))
                .path("items")
                .get(0)
                .path("code")
                .asString())
        .isEqualTo("990101002");
    assertThatThrownBy(() -> door.divisions("", null, "", null, 0, 5_000, "json"))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> divisions("", "", "xlsx")).isInstanceOf(ProblemException.class);
  }

  @Test
  void divisionsAreExportedAsCsvAndGeoJson() {
    ResponseEntity<?> csv = door.divisions("", null, "990101", null, 0, 50, "csv");
    assertThat(new String((byte[]) Objects.requireNonNull(csv.getBody()), StandardCharsets.UTF_8))
        .isEqualTo(
            "\uFEFFcode,level,zh,en,parent,synthetic,lng,lat\r\n"
                + "990101001,STREET,南街,South Street,990101,true,104.05,30.025\r\n"
                + "990101002,STREET,北街,North Street,990101,true,104.05,30.075\r\n");
    JsonNode ring =
        divisions("", "990101", "geojson")
            .path("features")
            .get(0)
            .path("geometry")
            .path("coordinates")
            .get(0)
            .get(0);
    double area = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      JsonNode a = ring.get(i);
      JsonNode b = ring.get(i + 1);
      area += a.get(0).asDouble() * b.get(1).asDouble() - b.get(0).asDouble() * a.get(1).asDouble();
    }
    // counter-clockwise: twice the area of 0.1 x 0.05
    assertThat(area).isCloseTo(0.01, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void organisationsOfAPlaceComeNearestFirst() {
    JsonNode found =
        json(door.organisations("990101002", null, "", "", 0, 50, "json")).path("items");
    assertThat(found.valueStream().map(o -> o.path("id").asString()))
        .containsExactly("street-office-990101002", "operations-990101", "operations-990100");
    assertThat(
            json(door.organisations("", DivisionLevel.STREET, "street-office", "南", 0, 50, "json"))
                .path("total")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void tilesAreZippedTaggedAndNotSentTwice() throws IOException {
    // tile 8/202/105 covers 104.06 E 30.0..31.1 N
    ResponseEntity<byte[]> plain = tiles.divisions(8, 202, 105, "", "");
    ResponseEntity<byte[]> zipped = tiles.divisions(8, 202, 105, "gzip, br", "");
    assertThat(plain.getBody()).isNotEmpty();
    assertThat(
            new GZIPInputStream(new ByteArrayInputStream(Objects.requireNonNull(zipped.getBody())))
                .readAllBytes())
        .isEqualTo(plain.getBody());
    String tag = Objects.requireNonNull(plain.getHeaders().getETag());
    assertThat(tiles.divisions(8, 202, 105, "gzip", tag).getStatusCode().value()).isEqualTo(304);
    assertThat(tiles.divisions(8, 0, 0, "gzip", "").getStatusCode().value()).isEqualTo(204);
    assertThatThrownBy(() -> tiles.divisions(3, 9, 0, "", "")).isInstanceOf(ProblemException.class);
  }

  @Test
  void finerLevelsAppearOnlyCloser() {
    String far = new String(tile(6), StandardCharsets.ISO_8859_1);
    String near = new String(tile(8), StandardCharsets.ISO_8859_1);
    assertThat(far).contains("county").doesNotContain("street");
    assertThat(near).contains("county").contains("street");
  }

  private byte[] tile(int zoom) {
    furong.geo.TileId id = furong.geo.TileId.of(zoom, 104.05, 30.05);
    return Objects.requireNonNull(tiles.divisions(id.z(), id.x(), id.y(), "", "").getBody());
  }

  @Test
  void aNewThingIsOnTheNextTile() {
    furong.geo.TileId id = furong.geo.TileId.of(8, 104.05, 30.05);
    assertThat(things(id, "990100", "", null)).isEmpty();
    small.thing(7, "air-station", 104.05, 30.02, true);
    assertThat(things(id, "990100", "", null)).contains("things").contains("air-station7");
  }

  @Test
  void whatIsNotWellSaysSoOnTheMapAndCanBeLookedForAlone() {
    furong.geo.TileId id = furong.geo.TileId.of(8, 104.05, 30.05);
    small.thing(7, "air-station", 104.05, 30.02, true).thing(8, "manhole", 104.05, 30.03, true);
    assertThat(things(id, "990100", "", null)).doesNotContain("SILENT");
    assertThat(things(id, "990100", "", Health.SILENT)).isEmpty();
    silent.add(8L);
    healthVersion = "2";
    assertThat(things(id, "990100", "", null)).contains("air-station7").contains("SILENT");
    assertThat(things(id, "990100", "", Health.SILENT))
        .contains("manhole8")
        .doesNotContain("air-station7");
    assertThat(things(id, "990100", "air-station", Health.SILENT)).isEmpty();
  }

  @Test
  void aPersonSeesTheThingsOfTheirOwnDivisionsOnTheMap() {
    furong.geo.TileId id = furong.geo.TileId.of(8, 104.05, 30.05);
    small.thing(7, "air-station", 104.05, 30.02, true);
    assertThat(things(id, "990101", "", null)).contains("air-station7");
    assertThat(things(id, "990102", "", null)).isEmpty();
    assertThat(
            tiles
                .things(caller("990100"), id.z(), id.x(), id.y(), "990102", "", null, "", "")
                .getBody())
        .isNull();
    assertThatThrownBy(() ->
            tiles.things(caller("990102"), id.z(), id.x(), id.y(), "990101", "", null, "", ""))
        .isInstanceOf(ProblemException.class);
  }

  private static Caller caller(String division) {
    Scope scope = Scope.of(division);
    return new Caller(
        new User("u", "u", Text.of("人", "P"), Set.of(Role.OPERATOR), scope, null), "127.0.0.1");
  }

  private String things(
      furong.geo.TileId id, String division, String kind, @Nullable Health health) {
    byte[] tile =
        tiles
            .things(caller(division), id.z(), id.x(), id.y(), null, kind, health, "", "")
            .getBody();
    return tile == null ? "" : new String(tile, StandardCharsets.ISO_8859_1);
  }
}
