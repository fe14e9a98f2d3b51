package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.observe.sta.PathParser;
import furong.observe.sta.Query;
import furong.observe.sta.ResourcePath;
import furong.observe.sta.ResourcePath.Last;
import furong.sense.ingest.JsonReadings;
import furong.sense.ingest.ObservationDoor;
import furong.sense.sta.Reads.End;
import furong.sense.sta.Reads.Target;
import furong.serve.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers POST, PATCH, PUT and DELETE: of entities, and of the links between them. */
final class WriteRequests {

  /** Notices shown in the header of an answer that has no place for them. */
  private static final int HEADER_NOTICES = 20;

  private final Reads reads;
  private final Writes writes;
  private final ObservationDoor door;

  WriteRequests(Reads reads, Writes writes, ObservationDoor door) {
    this.reads = reads;
    this.writes = writes;
    this.door = door;
  }

  /** A request by itself. */
  Answer answer(Ask ask) {
    if (ask.method().equals("POST")) {
      if (ask.path().equals("CreateObservations")) {
        return createObservations(ask);
      }
      // what a person adds by hand is kept with the entities, for the audit trail
      Answer quick = PersonalWrites.person() == null ? observation(ask) : null;
      if (quick != null) {
        return quick;
      }
    }
    return writes.together(set -> within(ask, set)).get();
  }

  /**
   * A request as a part of a change set; its answer may be asked for when the change set is
   * through.
   */
  Supplier<Answer> within(Ask ask, ChangeSet set) {
    if (PersonalWrites.person() == null) {
      return done(ask, set);
    }
    Map<String, String> before = fields(ask);
    Supplier<Answer> answer = done(ask, set);
    Map<String, String> after = ask.method().equals("DELETE") ? Map.of() : fields(ask);
    set.did(PersonalWrites.Act.of(ask, before, after));
    return answer;
  }

  /** Of the entity that a request changes; empty when it makes one or goes to a link. */
  private Map<String, String> fields(Ask ask) {
    ResourcePath path = PathParser.resource(ask.path());
    if (ask.method().equals("POST") || path.last() == Last.REF) {
      return Map.of();
    }
    Target target = entity(path);
    return PersonalWrites.fields(reads.node(target.type(), target.id()).orElse(null));
  }

  private Supplier<Answer> done(Ask ask, ChangeSet set) {
    ResourcePath path = PathParser.resource(ask.path());
    if (path.last() == Last.REF) {
      return link(ask, path, set);
    }
    return switch (ask.method()) {
      case "POST" -> create(ask, path, set);
      case "PATCH", "PUT" -> update(ask, path, set);
      case "DELETE" -> {
        writes.delete(entity(path), set);
        yield () -> Answer.empty(200);
      }
      default -> throw notAllowed(ask.method() + " does not write");
    };
  }

  /** The usual observation; null when it is something else. */
  private @Nullable Answer observation(Ask ask) {
    long datastream = datastreamOf(ask);
    if (datastream < 0) {
      return null;
    }
    Writes.Gathering one = writes.gather(1);
    long id = one.add(ask.body(), datastream);
    one.send();
    return id == 0 ? null : made(ask, id);
  }

  /**
   * Usual observations that came together go to the log together.
   *
   * @return answers to the first of them: up to one that is not usual or, unless the client wants
   *     to go on, up to the first that is refused
   */
  List<Answer> observations(List<Ask> asks, boolean goOn) {
    Writes.Gathering all = writes.gather(asks.size());
    List<Answer> answers = new ArrayList<>();
    for (Ask ask : asks) {
      try {
        long datastream = datastreamOf(ask);
        long id = datastream < 0 ? 0 : all.add(ask.body(), datastream);
        if (id == 0) {
          break;
        }
        answers.add(made(ask, id));
      } catch (RuntimeException e) {
        answers.add(Faults.answer(e));
        if (!goOn) {
          break;
        }
      }
    }
    try {
      all.send();
    } catch (RuntimeException e) {
      Answer fault = Faults.answer(e);
      answers.replaceAll(answer -> answer.isGood() ? fault : answer);
    }
    long taken = answers.stream().filter(Answer::isGood).count();
    writes.readings("$batch", taken, answers.size() - taken);
    return answers;
  }

  private static Answer made(Ask ask, long observation) {
    return Answer.created(
        new EntityJson(ask.root()).link(EntityType.OBSERVATION, observation), observation);
  }

  /** 0 when the body names it; negative when this is no address of usual observations. */
  private long datastreamOf(Ask ask) {
    ResourcePath path = PathParser.resource(ask.path());
    if (path.type() != EntityType.OBSERVATION || !path.isSet() || path.last() != Last.NONE) {
      return -1;
    }
    if (path.hops().isEmpty()) {
      return 0;
    }
    @Nullable Long start = path.startId();
    return start != null && path.hops().size() == 1 && writes.knows(path.start(), start)
        ? start
        : -1;
  }

  private Answer createObservations(Ask ask) {
    CreateObservations.Outcome outcome =
        CreateObservations.take(
            ask.body(), door, ask.header("idempotency-key"), writes::requireFeature);
    long refused = outcome.notices().size();
    writes.readings(ask.path(), outcome.ids().size() - refused, refused);
    Answer answer =
        new Answer(
            201,
            Answer.JSON,
            CreateObservations.answer(outcome, new EntityJson(ask.root())),
            Map.of());
    if (outcome.notices().isEmpty()) {
      return answer;
    }
    return answer
        .with("Furong-Refused", String.valueOf(outcome.notices().size()))
        .with(
            "Furong-Notices",
            JsonReadings.mapper()
                .writeValueAsString(outcome.notices().stream().limit(HEADER_NOTICES).toList()));
  }

  private Supplier<Answer> create(Ask ask, ResourcePath path, ChangeSet set) {
    if (!path.isSet() || path.last() != Last.NONE) {
      throw notAllowed("POST goes to a set of entities");
    }
    End end = reads.follow(path);
    Draft draft = DraftReader.read(path.type(), DraftReader.json(ask.body()), "");
    Supplier<Target> made = writes.create(draft, end.through(), end.parent(), set);
    return () -> {
      Target target = made.get();
      return Answer.created(
          new EntityJson(ask.root()).link(target.type(), target.id()), target.id());
    };
  }

  private Supplier<Answer> update(Ask ask, ResourcePath path, ChangeSet set) {
    Target target = entity(path);
    boolean put = ask.method().equals("PUT");
    boolean patch = !put && Patches.isPatch(ask.mediaType());
    if (patch) {
      writes.lock(target);
      Node now = reads.one(target, Query.ALL);
      Draft draft =
          DraftReader.read(target.type(), Patches.apply(ask.mediaType(), ask.body(), now), "");
      writes.update(target, draft, false, set);
    } else {
      Draft draft = DraftReader.read(target.type(), DraftReader.json(ask.body()), "");
      writes.update(target, draft, put, set);
    }
    return () -> {
      EntityJson json = new EntityJson(ask.root());
      Node node = reads.one(target, Query.ALL);
      return Answer.json(out -> json.entity(out, node, Query.ALL));
    };
  }

  /** {@code Things(1)/Locations/$ref}: what is written is the link alone. */
  private Supplier<Answer> link(Ask ask, ResourcePath path, ChangeSet set) {
    End end = reads.follow(path);
    @Nullable Navigation through = end.through();
    @Nullable Target parent = end.parent();
    if (through == null || parent == null) {
      throw notAllowed("this goes to a link, such as Things(1)/Locations/$ref");
    }
    if (through.from() == EntityType.OBSERVATION || through.target() == EntityType.OBSERVATION) {
      throw notAllowed("an observation stays with its datastream; its feature changes by PATCH");
    }
    String method = ask.method();
    if (method.equals(through.many() ? "POST" : "PUT")) {
      long to = References.inBody(ask, through.target());
      writes.link(through, parent.id(), to, set);
    } else if (method.equals("DELETE")) {
      @Nullable Target one = end.one();
      long to = one != null ? one.id() : References.inQuery(ask, through.target());
      writes.unlink(through, parent.id(), to, set);
    } else {
      throw notAllowed(
          "POST adds a link to a set, PUT changes a link to one, DELETE takes one away");
    }
    return () -> Answer.empty(204);
  }

  private Target entity(ResourcePath path) {
    @Nullable Target target =
        path.property() != null || path.last() != Last.NONE ? null : reads.follow(path).one();
    if (target == null) {
      throw notAllowed("this goes to one entity, such as Things(1)");
    }
    return target;
  }

  private static RuntimeException notAllowed(String message) {
    return Problems.refuse(Refusal.INVALID, "path.not-here", message);
  }
}
