package furong.store.cases;

import furong.base.TimeRange;
import furong.base.WorkTime;
import furong.cases.Stage;
import furong.cases.StageClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clocks of a case as JSON: {@code
 * {"HANDLE":{"limit":[4,"work-hour"],"extended":2,"start":ms,"stop":ms, "pauses":[ms,ms,...]}}};
 * times in Unix ms, so that a clock is exact to the millisecond.
 */
final class ClockJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ClockJson() {}

  static String write(Map<Stage, StageClock> clocks) {
    ObjectNode all = JSON.createObjectNode();
    clocks.forEach((stage, clock) -> {
      ObjectNode one = all.putObject(stage.name());
      if (clock.limit() != null) {
        one.putArray("limit").add(clock.limit().amount()).add(clock.limit().unit().code());
      }
      if (clock.extended() > 0) {
        one.put("extended", clock.extended());
      }
      one.put("start", clock.startedAt().toEpochMilli());
      if (clock.stoppedAt() != null) {
        one.put("stop", clock.stoppedAt().toEpochMilli());
      }
      ArrayNode pauses = one.putArray("pauses");
      clock.pauses().forEach(p -> pauses.add(p.start().toEpochMilli()).add(p.end().toEpochMilli()));
    });
    return JSON.writeValueAsString(all);
  }

  static Map<Stage, StageClock> read(String text) {
    Map<Stage, StageClock> clocks = new EnumMap<>(Stage.class);
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
      clocks.put(Stage.valueOf(entry.getKey()), clock(entry.getValue()));
    }
    return clocks;
  }

  private static StageClock clock(JsonNode node) {
    JsonNode limit = node.path("limit");
    @Nullable WorkTime time =
        limit.isArray()
            ? new WorkTime(
                limit.path(0).asInt(), WorkTime.Unit.find(limit.path(1).asString()).orElseThrow())
            : null;
    JsonNode stop = node.path("stop");
    JsonNode pauses = node.path("pauses");
    List<TimeRange> ranges = new ArrayList<>();
    for (int i = 0; i + 1 < pauses.size(); i += 2) {
      Instant from = Instant.ofEpochMilli(pauses.path(i).asLong());
      Instant to = Instant.ofEpochMilli(pauses.path(i + 1).asLong());
      if (from.isBefore(to)) {
        ranges.add(TimeRange.of(from, to));
      }
    }
    return new StageClock(
        time,
        node.path("extended").asInt(0),
        Instant.ofEpochMilli(node.path("start").asLong()),
        ranges,
        stop.isNumber() ? Instant.ofEpochMilli(stop.asLong()) : null);
  }
}
