package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.sense.ingest.JsonReadings;
import furong.sense.sta.BatchGroup.Done;
import furong.sense.sta.BatchGroup.Outcome;
import furong.sense.sta.BatchGroup.Part;
import furong.serve.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Many requests in one (SensorThings 1.1, clause 11), done in their order. A change set is done as
 * one: its entities are all written or none; its observations are sent to the log as one batch once
 * the entities are there, so when the log fails just then, the entities stay.
 *
 * <p>After the first request that fails no other is done, unless the client prefers {@code
 * continue-on-error}.
 */
final class Batches {

  private final ReadRequests reading;
  private final WriteRequests writing;
  private final Writes writes;

  Batches(ReadRequests reading, WriteRequests writing, Writes writes) {
    this.reading = reading;
    this.writing = writing;
    this.writes = writes;
  }

  Answer answer(Ask ask) {
    String prefer = ask.header("prefer");
    boolean goOn =
        prefer.contains("continue-on-error") && !prefer.contains("continue-on-error=false");
    return switch (ask.mediaType()) {
      case "application/json" -> JsonBatch.answer(run(JsonBatch.read(ask), goOn));
      case "multipart/mixed" -> MultipartBatch.answer(run(MultipartBatch.read(ask), goOn));
      default ->
          throw Problems.refuse(
              Refusal.INVALID, "batch.type", "a batch is application/json or multipart/mixed");
    };
  }

  private List<Done> run(List<BatchGroup> groups, boolean goOn) {
    Map<String, String> addresses = new LinkedHashMap<>();
    Map<String, Boolean> good = new LinkedHashMap<>();
    List<Done> all = new ArrayList<>();
    while (all.size() < groups.size()) {
      List<Done> next = usual(groups.subList(all.size(), groups.size()), goOn, addresses);
      if (next.isEmpty()) {
        next = List.of(run(groups.get(all.size()), addresses, good));
      }
      all.addAll(next);
      next.stream()
          .flatMap(group -> group.outcomes().stream())
          .forEach(o -> good.put(o.part().id(), o.answer().isGood()));
      if (!goOn && !next.getLast().isGood()) {
        break;
      }
    }
    return all;
  }

  /**
   * Observations that stand side by side go to the log as one batch, which is many times faster.
   */
  private List<Done> usual(List<BatchGroup> groups, boolean goOn, Map<String, String> addresses) {
    List<BatchGroup> side = groups.stream().takeWhile(Batches::addsOne).toList();
    List<Done> outcomes = new ArrayList<>();
    if (side.size() > 1) {
      List<Part> parts = side.stream().map(group -> group.parts().getFirst()).toList();
      List<Answer> answers = writing.observations(parts.stream().map(Part::ask).toList(), goOn);
      for (int i = 0; i < answers.size(); i++) {
        Outcome outcome = new Outcome(parts.get(i), answers.get(i));
        outcomes.add(new Done(side.get(i), List.of(outcome)));
        remember(parts.get(i), answers.get(i), addresses);
      }
    }
    return outcomes;
  }

  /** One observation that names nothing that this batch has yet to make. */
  private static boolean addsOne(BatchGroup group) {
    Part part = group.parts().getFirst();
    return !group.atomic()
        && part.dependsOn().isEmpty()
        && part.ask().method().equals("POST")
        && part.ask().path().endsWith("Observations")
        && !part.ask().path().equals("CreateObservations")
        && !part.ask().path().startsWith("$")
        && !new String(part.ask().body(), StandardCharsets.UTF_8).contains("\"$");
  }

  private Done run(BatchGroup group, Map<String, String> addresses, Map<String, Boolean> good) {
    List<Outcome> outcomes = new ArrayList<>();
    boolean waits =
        group.parts().stream()
            .flatMap(part -> part.dependsOn().stream())
            .anyMatch(id -> Boolean.FALSE.equals(good.get(id)));
    if (waits) {
      group
          .parts()
          .forEach(
              part -> outcomes.add(new Outcome(part, Answer.empty(BatchGroup.FAILED_DEPENDENCY))));
      return new Done(group, outcomes);
    }
    if (group.atomic()) {
      return changeSet(group, addresses);
    }
    Part part = group.parts().getFirst();
    Answer answer;
    try {
      Ask ask = named(part.ask(), addresses);
      answer = ask.method().equals("GET") ? reading.answer(ask) : writing.answer(ask);
      remember(part, answer, addresses);
    } catch (RuntimeException e) {
      answer = Faults.answer(e);
    }
    return new Done(group, List.of(new Outcome(part, answer)));
  }

  private Done changeSet(BatchGroup group, Map<String, String> addresses) {
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, String> inside = new LinkedHashMap<>(addresses);
    int[] at = new int[1];
    try {
      List<Supplier<Answer>> later =
          writes.together(set -> {
            List<Supplier<Answer>> begun = new ArrayList<>();
            for (Part part : group.parts()) {
              Ask ask = named(part.ask(), inside);
              Supplier<Answer> answer = writing.within(ask, set);
              begun.add(answer);
              rememberNow(part, answer, inside);
              at[0]++;
            }
            return begun;
          });
      for (int i = 0; i < later.size(); i++) {
        Part part = group.parts().get(i);
        Answer answer = later.get(i).get();
        outcomes.add(new Outcome(part, answer));
        remember(part, answer, addresses);
      }
    } catch (RuntimeException e) {
      Answer fault = Faults.answer(e);
      outcomes.clear();
      for (int i = 0; i < group.parts().size(); i++) {
        // the one that failed says why; past the last one it is the log that failed
        boolean guilty = i == Math.min(at[0], group.parts().size() - 1);
        outcomes.add(
            new Outcome(
                group.parts().get(i), guilty ? fault : Answer.empty(BatchGroup.FAILED_DEPENDENCY)));
      }
    }
    return new Done(group, outcomes);
  }

  /** What was made inside a change set has its address at once, but for observations. */
  private static void rememberNow(
      Part part, Supplier<Answer> answer, Map<String, String> addresses) {
    boolean makes = part.ask().method().equals("POST") && !part.id().isEmpty();
    boolean observation = part.ask().path().endsWith("Observations");
    if (makes && !observation && !part.ask().path().endsWith("$ref")) {
      remember(part, answer.get(), addresses);
    }
  }

  private static void remember(Part part, Answer answer, Map<String, String> addresses) {
    @Nullable String location = answer.headers().get("Location");
    if (!part.id().isEmpty() && location != null) {
      addresses.put(part.id(), References.below(location, part.ask().root()));
    }
  }

  /** {@code $thing1/Datastreams}, and {@code "@iot.id": "$thing1"} in the body, in full. */
  private static Ask named(Ask ask, Map<String, String> addresses) {
    if (addresses.isEmpty()) {
      return ask;
    }
    String path = ask.path();
    if (path.startsWith("$")) {
      int slash = path.indexOf('/');
      String name = path.substring(1, slash < 0 ? path.length() : slash);
      @Nullable String address = addresses.get(name);
      if (address != null) {
        path = address + (slash < 0 ? "" : path.substring(slash));
      }
    }
    return new Ask(
        ask.method(),
        path,
        ask.query(),
        ask.contentType(),
        body(ask, addresses),
        ask.headers(),
        ask.root());
  }

  private static byte[] body(Ask ask, Map<String, String> addresses) {
    String text = new String(ask.body(), StandardCharsets.UTF_8);
    if (!text.contains("\"$")) {
      return ask.body();
    }
    JsonNode tree = JsonReadings.mapper().readTree(ask.body());
    resolve(tree, addresses);
    return JsonReadings.mapper().writeValueAsBytes(tree);
  }

  private static void resolve(JsonNode node, Map<String, String> addresses) {
    if (node instanceof ArrayNode array) {
      array.forEach(one -> resolve(one, addresses));
    }
    if (node instanceof ObjectNode object) {
      String id = object.path("@iot.id").asString("");
      @Nullable String address = id.startsWith("$") ? addresses.get(id.substring(1)) : null;
      if (address != null) {
        String number = address.substring(address.lastIndexOf('(') + 1, address.length() - 1);
        object.put("@iot.id", Long.parseLong(number));
      }
      object.properties().forEach(member -> resolve(member.getValue(), addresses));
    }
  }
}
