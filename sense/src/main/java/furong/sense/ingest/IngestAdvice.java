package furong.sense.ingest;

import furong.base.Result.Refusal;
import furong.observe.LogUnavailable;
import furong.serve.Problems;
import java.util.Locale;
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

  @ExceptionHandler(LogUnavailable.class)
  ResponseEntity<ProblemDetail> unavailable(LogUnavailable e) {
    Refusal refusal =
        switch (e.reason()) {
          case BUSY -> Refusal.BUSY;
          case DOWN -> Refusal.UNAVAILABLE;
          case TOO_LARGE -> Refusal.TOO_LARGE;
        };
    String code = "log." + e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    ProblemDetail detail = Problems.refuse(refusal, code, String.valueOf(e.getMessage())).detail();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(detail.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    return (e.afterSeconds() == 0
            ? answer
            : answer.header("Retry-After", Long.toString(e.afterSeconds())))
        .body(detail);
  }
}
