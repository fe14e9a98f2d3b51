package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A city that runs, and a pack that it does not have: ponds, with a property, a rule, a tile, a
 * form and a score. Admin proposes, planner releases; the process is never started again.
 *
 * <p>A gauge stood there before its property was known; 9 m is above the 2 m of the rule, and 50 m
 * is outside of what a pond can be.
 */
class ReleasedPackTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final String STREET = "510105007";

  private static final String COUNTY = "510105";
  private static final String VITALS = "/api/vitals?division=" + STREET;
  private static final String FORMS = "/api/forms?division=" + COUNTY;
  private static final String SCORES = "/api/vitals/scores?division=" + COUNTY;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path data;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Doors admin;

  @SuppressWarnings("NullAway.Init") // begun by the test
  private Doors planner;

  @Test
  void everyPartOfAPackComesIntoForceGoesAndComesBackWithoutAStart()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim")) {
      admin = new Doors(city.address(), "admin", city.password("admin"));
      planner = new Doors(city.address(), "planner", city.password("planner"));
      long gauge = admin.gauge("荷塘", "pond-gauge", STREET, "pond.level", "m");
      admin.readings(gauge, Instant.now(), MINUTE, 9, 50);
      release(-1, pond());
      readingsAreJudgedAndHeldAgainstTheirLimits(gauge);
      assertThat(has(FORMS, "pond.ponds")).as("the form is asked").isTrue();
      assertThat(has(SCORES, "pond.care")).as("the score is shown").isTrue();
      theScoreCounts();
      whatIsObservedIsNotTakenAway();
      boardFormAndScoreGoAndComeBack();
      assertThat(city.console()).doesNotContain("Exception");
    }
  }

  private void readingsAreJudgedAndHeldAgainstTheirLimits(long gauge)
      throws IOException, InterruptedException {
    // the datastream that stood there is one of the property now
    admin.until(
        "/api/devices?q=%E8%8D%B7%E5%A1%98", // 荷塘
        devices -> devices.path("total").asInt() == 1);
    long late = admin.gauge("后塘", "pond-gauge", STREET, "pond.level", "m");
    Instant now = Instant.now();
    admin.readings(late, now, MINUTE, 1, 50, 9);
    JsonNode alerts = admin.until("/api/alerts?state=open", list -> thing(list, "后塘") != null);
    assertThat(Objects.requireNonNull(thing(alerts, "后塘")).path("rule").toString())
        .contains("pond.full");
    assertThat(admin.get("/api/history/count?datastream=" + late).toString())
        .as("one of three is outside of the range")
        .contains("range");
    admin.readings(gauge, now.plusSeconds(1), MINUTE, 9);
    admin.until("/api/alerts?state=open", list -> thing(list, "荷塘") != null);
    admin.until(
        VITALS,
        board -> {
          JsonNode shown = tile(board);
          return shown != null && shown.path("value").isNumber();
        });
  }

  /** Its term is told with what it lacks: nobody has filled the form yet. */
  private void theScoreCounts() throws IOException, InterruptedException {
    assertThat(has(SCORES, "pond.points")).isTrue();
    assertThat(has("/api/vitals/scores/pond.care/divisions?division=510100", COUNTY)).isTrue();
  }

  private void whatIsObservedIsNotTakenAway() {
    Map<String, String> inFeet = pond();
    inFeet.computeIfPresent(
        "pond/properties/level.yaml", (p, text) -> text.replace("unit: m\n", "unit: cm\n"));
    assertThatThrownBy(() -> propose(0, inFeet))
        .hasMessageContaining("pond/properties/level.yaml:1:1")
        .hasMessageContaining("有 2 条数据流观测")
        .hasMessageContaining("2 datastreams observe 'pond.level'");
    assertThatThrownBy(() -> propose(0, Map.of())).hasMessageContaining("release.observed");
  }

  private void boardFormAndScoreGoAndComeBack() throws IOException, InterruptedException {
    Map<String, String> less = pond();
    less.keySet()
        .removeIf(path ->
            path.contains("/board")
                || path.contains("/forms/")
                || path.contains("/scores")
                || path.contains("/indicators/"));
    release(0, less);
    assertThat(tile(admin.get(VITALS))).isNull();
    assertThat(has(FORMS, "pond.ponds")).isFalse();
    assertThat(has(SCORES, "pond.care")).isFalse();
    JsonNode back = admin.post("/api/packs/pond/proposals", Map.of("back", 0, "why", "还是要填报"));
    planner.post("/api/packs/pond/proposals/" + back.path("id").asLong() + "/release", Map.of());
    inForce(2);
    assertThat(tile(admin.get(VITALS))).isNotNull();
    assertThat(has(FORMS, "pond.ponds")).isTrue();
    assertThat(has(SCORES, "pond.care")).isTrue();
  }

  // ---- how it is asked

  private void release(long base, Map<String, String> files)
      throws IOException, InterruptedException {
    long proposal = propose(base, files);
    planner.post("/api/packs/pond/proposals/" + proposal + "/release", Map.of("why", "同意"));
    inForce(base + 1);
  }

  private long propose(long base, Map<String, String> files)
      throws IOException, InterruptedException {
    return admin
        .post("/api/packs/pond/proposals", Map.of("base", base, "files", files, "why", "管水塘"))
        .path("id")
        .asLong();
  }

  private void inForce(long version) throws IOException, InterruptedException {
    admin.until(
        "/api/packs/pond/versions",
        v -> {
          JsonNode newest = v.path("versions").path("items").path(0);
          return newest.path("number").asLong() == version && newest.path("inForce").isString();
        });
  }

  private boolean has(String path, String id) throws IOException, InterruptedException {
    return admin.get(path).toString().contains('"' + id + '"');
  }

  private static Stream<JsonNode> items(JsonNode answer) {
    JsonNode all = answer.isArray() ? answer : answer.path("items");
    return StreamSupport.stream(all.spliterator(), false);
  }

  private static @Nullable JsonNode tile(JsonNode board) {
    return StreamSupport.stream(board.path("items").spliterator(), false)
        .filter(item -> item.path("property").asString("").equals("pond.level"))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable JsonNode thing(JsonNode alerts, String name) {
    return items(alerts)
        .filter(alert -> alert.path("thing").toString().contains('"' + name + '"'))
        .findFirst()
        .orElse(null);
  }

  // ---- the pack

  private static Map<String, String> pond() {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "pond/pack.yaml",
        """
        id: pond
        title: 水塘
        summary: 水塘
        version: 0.1.0
        status: draft
        kinds:
          pond-gauge: {zh: 水塘水位计, en: Pond gauge}
        """);
    files.put(
        "pond/params.yaml",
        """
        high: {title: 高, value: 2, unit: m, reason: 岸高, source: 测量}
        due: {title: 期限, value: 5, unit: d, reason: 月初五日, source: 规定}
        points: {title: 分, value: 2, unit: "{point}/{pond}", reason: 每塘两分, source: 规定}
        """);
    files.put(
        "pond/properties/level.yaml",
        """
        name: level
        title: 水位
        unit: m
        symbol: m
        decimals: 2
        range: {low: -10, high: 10, reason: 塘深}
        expected_silence: 3h
        source: 测量
        """);
    files.put(
        "pond/rules/full.yaml",
        """
        name: full
        title: 满塘
        why: 会溢出
        levels:
          - {level: III, when: "last(level) > params.high"}
        false_alarms: [浪]
        known_gaps: [夜间]
        reference: 测量
        """);
    String golden =
        "says: test\nstart: 2026-04-01T00:00+08:00\nstep: 1min\nseries:\n  level: %s\nexpect: %s\n";
    files.put(
        "pond/golden/full/fires.yaml",
        golden.formatted("0x2 9x2", "[{at: 2min, kind: OPENED, level: III}]"));
    files.put("pond/golden/full/stays-quiet.yaml", golden.formatted("0x4", "[]"));
    asked(files);
    return files;
  }

  /** What people see and report. */
  private static void asked(Map<String, String> files) {
    files.put(
        "pond/board.yaml",
        "owner: water\ntiles:\n  - {property: level, title: {zh: 水塘水位, en: Pond level}}\n");
    files.put(
        "pond/forms/ponds.yaml",
        """
        name: ponds
        title: 水塘月报
        version: "1"
        cycle: month
        asked: county
        due: params.due
        duty: water
        source: 规定
        figures:
          - {name: kept, title: 管护的水塘, meaning: 本月管护过的, unit: "{pond}", whole: true}
        """);
    files.put(
        "pond/indicators/points.yaml",
        """
        name: points
        title: 管护得分
        version: "1"
        formula: 水塘 × 2
        unit: "{point}"
        direction: more-is-better
        levels: [county]
        computed: {of: "figures.kept * params.points", cycle: month}
        validity: 已审定
        source: 规定
        """);
    files.put(
        "pond/scores.yaml",
        """
        scores:
          - id: care
            title: 水塘管护
            division: "510105"
            versions:
              - {version: "1", source: 规定, terms: [{indicator: points}]}
        """);
  }
}
