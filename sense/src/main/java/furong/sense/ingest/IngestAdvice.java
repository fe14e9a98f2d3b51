package furong.sense.ingest;

import furong.base.Result.Refusal;
import furong.observe.LogUnavailable;
import furong.serve.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The log did not take it: says so, and when to come again. */
@RestControllerAdvice
@Order(0)
public class IngestAdvice {

  /** A second empties what was under way at the design rate. */
  private static final String BUSY_SECONDS = "1";

  /** A broker that restarts is back in some seconds. */
  private static final String DOWN_SECONDS = "5";

  @ExceptionHandler(LogUnavailable.class)
  ResponseEntity<ProblemDetail> unavailable(LogUnavailable e) {
    return switch (e.reason()) {
      case BUSY -> answer(Refusal.BUSY, "log.busy", e, BUSY_SECONDS);
      case DOWN -> answer(Refusal.UNAVAILABLE, "log.down", e, DOWN_SECONDS);
      case TOO_LARGE -> answer(Refusal.TOO_LARGE, "log.too-large", e, "");
    };
  }

  private static ResponseEntity<ProblemDetail> answer(
      Refusal refusal, String code, LogUnavailable e, String retryAfter) {
    ProblemDetail detail = Problems.refuse(refusal, code, String.valueOf(e.getMessage())).detail();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(detail.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    return (retryAfter.isEmpty() ? answer : answer.header("Retry-After", retryAfter)).body(detail);
  }
}
