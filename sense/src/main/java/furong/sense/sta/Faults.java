package furong.sense.sta;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.observe.LogUnavailable;
import furong.observe.sta.QueryFault;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.JsonReadings;
import furong.serve.Problems;
import furong.serve.Problems.ProblemException;
import furong.store.Db;
import furong.store.sta.StaFault;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;

/** What goes wrong with addresses, queries, bodies and writes, as the refusal it means. */
final class Faults {

  /** The class of SQLState that says a value is at fault: too large, or no text. */
  private static final String DATA_EXCEPTION = "22";

  private Faults() {}

  /** Null when the fault is none that a client can mend: then the program is broken. */
  static @Nullable ProblemException problem(RuntimeException fault) {
    return switch (fault) {
      case ProblemException e -> e;
      case QueryFault e -> {
        boolean unknown = e.notice().code().equals("path.unknown");
        yield refusal(Result.refused(unknown ? Refusal.NOT_FOUND : Refusal.INVALID, e.notice()));
      }
      case StaFault e -> refusal(Result.refused(e.refusal(), e.notice()));
      case BadReading e -> Problems.refuse(Refusal.INVALID, e.code(), e.reason());
      case JacksonException e ->
          Problems.refuse(
              Refusal.INVALID,
              "body.not-json",
              "line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ": "
                  + e.getOriginalMessage());
      case Db.DbException e when e.sqlState().startsWith(DATA_EXCEPTION) ->
          Problems.refuse(
              Refusal.INVALID, "query.data", "a value is out of what can be worked with");
      case LogUnavailable e ->
          switch (e.reason()) {
            case BUSY -> Problems.refuse(Refusal.BUSY, "log.busy", String.valueOf(e.getMessage()));
            case DOWN ->
                Problems.refuse(Refusal.UNAVAILABLE, "log.down", String.valueOf(e.getMessage()));
            case TOO_LARGE ->
                Problems.refuse(Refusal.TOO_LARGE, "log.too-large", String.valueOf(e.getMessage()));
          };
      default -> null;
    };
  }

  private static ProblemException refusal(Result<Object> refused) {
    try {
      Problems.orThrow(refused);
      throw new IllegalStateException("a refusal was expected");
    } catch (ProblemException e) {
      return e;
    }
  }

  /** The answer to one part of a batch. @throws RuntimeException when the program is broken */
  static Answer answer(RuntimeException fault) {
    ProblemException problem = problem(fault);
    if (problem == null) {
      throw fault;
    }
    ProblemDetail detail = problem.detail();
    return new Answer(
        detail.getStatus(),
        Answer.PROBLEM,
        JsonReadings.mapper().writeValueAsBytes(members(detail)),
        Map.of());
  }

  private static Map<String, Object> members(ProblemDetail detail) {
    Map<String, Object> members = new java.util.LinkedHashMap<>();
    members.put("type", String.valueOf(detail.getType()));
    members.put("title", String.valueOf(detail.getTitle()));
    members.put("status", detail.getStatus());
    members.put("detail", String.valueOf(detail.getDetail()));
    Map<String, Object> more = detail.getProperties();
    if (more != null) {
      members.putAll(more);
    }
    return members;
  }
}
