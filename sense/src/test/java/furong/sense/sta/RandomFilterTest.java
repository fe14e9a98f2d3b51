package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.sta.EntityType;
import furong.observe.sta.Evaluator;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Path;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property.Kind;
import furong.observe.sta.QueryParser;
import furong.observe.sta.StaTime;
import furong.store.sta.EntityReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Small random worlds and random conditions, answered by the database and by a slower second method
 * that walks the entities as JSON: the same ids.
 *
 * <p>Conditions follow links to one; what a condition means over a link to many is said in
 * docs/sensorthings.md.
 */
class RandomFilterTest {

  private static final int DATASTREAMS = 24;
  private static final int CONDITIONS = 150;
  private static final int STATIONS = 3;
  private static final int EACH = 30;

  private final StaWorld world = StaWorld.shared();
  private final Evaluator slow = new Evaluator(InstantSource.system());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theDatabaseAndTheSlowMethodFindTheSame(long seed) {
    Random random = new Random(seed);
    populate(random);
    JsonNode all =
        world.get("/Datastreams?$top=1000&$expand=Thing,Sensor,ObservedProperty").path("value");
    assertThat(all).hasSize(DATASTREAMS);
    int byDatabase = 0;
    int matched = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      String filter = condition(random, 3);
      Expr expr = parse(EntityType.DATASTREAM, filter);
      byDatabase += EntityReader.knows(expr) ? 1 : 0;
      List<Long> expected = new ArrayList<>();
      for (JsonNode one : all) {
        if (slow.test(expr, path -> value(one, path))) {
          expected.add(one.path("@iot.id").asLong());
        }
      }
      assertThat(ask("Datastreams", filter)).as("seed %d, %s", seed, filter).isEqualTo(expected);
      matched += expected.isEmpty() || expected.size() == DATASTREAMS ? 0 : 1;
    }
    // conditions that the database never judges, or that hold for all or none, would show nothing
    assertThat(byDatabase).isGreaterThan(CONDITIONS * 3 / 4);
    assertThat(matched).isGreaterThan(CONDITIONS / 4);
  }

  /** The same for observations, of which the history takes bounds of time and datastreams. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theHistoryAndTheSlowMethodFindTheSame(long seed) {
    Random random = new Random(seed);
    observe(random);
    JsonNode all =
        world.get("/Observations?$top=1000&$expand=Datastream($expand=Thing)").path("value");
    assertThat(all).hasSize(STATIONS * EACH);
    int matched = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      String filter = ofObservations(random, 3);
      Expr expr = parse(EntityType.OBSERVATION, filter);
      List<Long> expected = new ArrayList<>();
      for (JsonNode one : all) {
        if (slow.test(expr, path -> value(one, path))) {
          expected.add(one.path("@iot.id").asLong());
        }
      }
      assertThat(ask("Observations", filter))
          .as("seed %d, %s", seed, filter)
          .containsExactlyInAnyOrderElementsOf(expected);
      matched += expected.isEmpty() || expected.size() == STATIONS * EACH ? 0 : 1;
    }
    assertThat(matched).isGreaterThan(CONDITIONS / 4);
  }

  private void observe(Random random) {
    world.empty();
    for (int station = 0; station < STATIONS; station++) {
      long datastream = world.datastreamOf(world.station("S" + station));
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < EACH; i++) {
        String time =
            random.nextInt(5) == 0 ? time(random) + "/2026-03-04T00:00:00.000Z" : time(random);
        String result = random.nextInt(4) == 0 ? "\"" + random.nextInt(12) + "\"" : literal(random);
        rows.append(i == 0 ? "" : ",")
            .append("[\"")
            .append(time)
            .append("\",")
            .append(result)
            .append(']');
      }
      world.send(
          "POST",
          "/CreateObservations",
          "[{\"Datastream\":{\"@iot.id\":%d},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray\":[%s]}]"
              .formatted(datastream, rows));
    }
  }

  /** One of ten instants, so that conditions meet them and miss them by a millisecond. */
  private static String time(Random random) {
    int tenth = random.nextInt(10);
    return "2026-03-0%dT00:%02d:00.%03dZ".formatted(1 + tenth / 4, tenth * 2, random.nextInt(2));
  }

  private static String ofObservations(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = ofObservations(random, depth - 1);
      String right = ofObservations(random, depth - 1);
      return switch (random.nextInt(4)) {
        case 0 -> "not (" + left + ")";
        case 1 -> "(" + left + " or " + right + ")";
        default -> left + " and " + right;
      };
    }
    String sign = List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(6));
    return switch (random.nextInt(6)) {
      case 0 -> "result " + sign + " " + literal(random);
      case 1 -> "result " + sign + " '" + random.nextInt(12) + "'";
      case 2 -> "Datastream/Thing/name " + sign + " 'S" + random.nextInt(STATIONS) + "'";
      case 3 -> "minute(phenomenonTime) " + sign + " " + random.nextInt(20);
      case 4 -> time(random) + " " + sign + " phenomenonTime";
      default -> "phenomenonTime " + sign + " " + time(random);
    };
  }

  private static Expr parse(EntityType type, String filter) {
    String query = "$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return java.util.Objects.requireNonNull(QueryParser.parse(type, query).filter());
  }

  private List<Long> ask(String set, String filter) {
    String query = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    List<Long> ids = new ArrayList<>();
    world
        .get("/" + set + "?$top=1000&$select=id&$filter=" + query)
        .path("value")
        .forEach(one -> ids.add(one.path("@iot.id").asLong()));
    return ids;
  }

  private static @Nullable Object value(JsonNode entity, Path path) {
    JsonNode at = entity;
    for (Navigation step : path.steps()) {
      at = at.path(step.name());
    }
    at = at.path(path.property().name());
    for (String name : path.rest()) {
      at = at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
    }
    if (path.property().kind() == Kind.INTERVAL) {
      return StaTime.parse(at.asString());
    }
    if (at.isNumber()) {
      return at.asDouble();
    }
    if (at.isBoolean()) {
      return at.asBoolean();
    }
    return at.isString() ? at.asString() : at.isContainer() ? at.toString() : null;
  }

  private void populate(Random random) {
    world.empty();
    for (int i = 0; i < DATASTREAMS; i++) {
      String datastream =
          StaWorld.datastream(word(random))
              .replace("\"name\":\"s\"", "\"name\":\"" + word(random) + "\"")
              .replace(
                  "\"description\":\"d\",\"observationType\"",
                  "\"description\":\"d\",\"properties\":"
                      + members(random)
                      + ",\"observationType\"");
      world.post(
          "/Things",
          "{\"name\":\"%s\",\"description\":\"%s\",\"properties\":%s,\"Datastreams\":[%s]}"
              .formatted(word(random), word(random), members(random), datastream));
    }
  }

  private static String word(Random random) {
    String[] words = {"a", "ab", "Abc", " b", "桥", "桥梁", "x'y", "10", "9", ""};
    String word = words[random.nextInt(words.length)] + words[random.nextInt(words.length)];
    return word.isEmpty() ? "e" : word;
  }

  /** Members n, s, b and l, each missing, null or of any kind. */
  private static String members(Random random) {
    List<String> members = new ArrayList<>();
    for (String name : List.of("n", "s", "b", "l")) {
      String value =
          switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "\"" + word(random) + "\"";
            case 2 -> String.valueOf(random.nextBoolean());
            case 3 -> String.valueOf(random.nextInt(21) - 10);
            case 4 -> "";
            default ->
                switch (name) {
                  case "n" -> literal(random);
                  case "s" -> "\"" + word(random) + "\"";
                  case "b" -> String.valueOf(random.nextBoolean());
                  default -> "[" + random.nextInt(4) + ",\"" + word(random) + "\"]";
                };
          };
      if (!value.isEmpty()) {
        members.add("\"" + name + "\":" + value);
      }
    }
    return "{" + String.join(",", members) + "}";
  }

  private static String condition(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return comparison(random);
    }
    return switch (random.nextInt(4)) {
      case 0 -> "not (" + condition(random, depth - 1) + ")";
      case 1 -> "(" + condition(random, depth - 1) + " or " + condition(random, depth - 1) + ")";
      default -> condition(random, depth - 1) + " and " + comparison(random);
    };
  }

  private static String comparison(Random random) {
    String sign = List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(6));
    return switch (random.nextInt(6)) {
      case 0 -> number(random, 2) + " " + sign + " " + number(random, 1);
      case 1 -> text(random, 2) + " " + sign + " " + text(random, 1);
      case 2 -> path(random, "b") + (random.nextBoolean() ? " eq " : " ne ") + random.nextBoolean();
      case 3 -> member(random) + (random.nextBoolean() ? " eq null" : " ne null");
      case 4 ->
          member(random)
              + " "
              + sign
              + " "
              + (random.nextBoolean() ? literal(random) : quoted(random));
      default ->
          List.of("substringof", "startswith", "endswith").get(random.nextInt(3))
              + "("
              + text(random, 1)
              + ","
              + text(random, 1)
              + ")";
    };
  }

  private static String number(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return random.nextBoolean() ? path(random, "n") : literal(random);
    }
    String operator = List.of(" add ", " sub ", " mul ", " div ").get(random.nextInt(4));
    return switch (random.nextInt(5)) {
      // the database takes the rest of decimals, the second method of doubles: exact on halves
      // alone
      case 4 -> "(" + path(random, "n") + " mod " + literal(random) + ")";
      case 0 -> "length(" + text(random, depth - 1) + ")";
      case 1 ->
          List.of("round(", "floor(", "ceiling(").get(random.nextInt(3))
              + number(random, depth - 1)
              + ")";
      case 2 -> "indexof(" + text(random, depth - 1) + "," + quoted(random) + ")";
      default -> "(" + number(random, depth - 1) + operator + number(random, depth - 1) + ")";
    };
  }

  private static String text(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return random.nextInt(3) == 0
          ? quoted(random)
          : random.nextBoolean() ? path(random, "s") : name(random);
    }
    return switch (random.nextInt(4)) {
      case 0 ->
          List.of("tolower(", "toupper(", "trim(").get(random.nextInt(3))
              + text(random, depth - 1)
              + ")";
      case 1 -> "concat(" + text(random, depth - 1) + "," + quoted(random) + ")";
      case 2 -> "substring(" + text(random, depth - 1) + "," + random.nextInt(3) + ")";
      default ->
          "substring("
              + text(random, depth - 1)
              + ","
              + random.nextInt(3)
              + ","
              + random.nextInt(4)
              + ")";
    };
  }

  private static String name(Random random) {
    return List.of(
            "name", "Thing/name", "Sensor/name", "Thing/description", "ObservedProperty/definition")
        .get(random.nextInt(5));
  }

  private static String member(Random random) {
    return path(
        random, List.of("n", "s", "b", "l", "l/0", "l/1", "nothing").get(random.nextInt(7)));
  }

  private static String path(Random random, String member) {
    return (random.nextBoolean() ? "properties/" : "Thing/properties/") + member;
  }

  /** Halves: both sides calculate with them exactly. */
  private static String literal(Random random) {
    int halves = random.nextInt(21) - 10;
    return halves % 2 == 0 ? String.valueOf(halves / 2) : String.valueOf(halves / 2.0);
  }

  private static String quoted(Random random) {
    return "'" + word(random).replace("'", "''") + "'";
  }
}
