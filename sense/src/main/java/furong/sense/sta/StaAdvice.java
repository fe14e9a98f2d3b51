package furong.sense.sta;

import furong.base.Result;
import furong.observe.sta.QueryFault;
import furong.sense.ingest.BadReading;
import furong.serve.Problems;
import furong.serve.Problems.ProblemException;
import furong.store.sta.StaFault;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** Faults of addresses, queries and bodies as problem documents that name the place. */
@RestControllerAdvice
@Order(1)
public class StaAdvice {

  @ExceptionHandler(QueryFault.class)
  ResponseEntity<ProblemDetail> query(QueryFault e) {
    boolean unknown = e.notice().code().equals("path.unknown");
    return refusal(
        Result.refused(unknown ? Result.Refusal.NOT_FOUND : Result.Refusal.INVALID, e.notice()));
  }

  @ExceptionHandler(StaFault.class)
  ResponseEntity<ProblemDetail> fault(StaFault e) {
    return refusal(Result.refused(e.refusal(), e.notice()));
  }

  @ExceptionHandler(BadReading.class)
  ResponseEntity<ProblemDetail> reading(BadReading e) {
    return answer(Problems.refuse(Result.Refusal.INVALID, e.code(), e.reason()));
  }

  @ExceptionHandler(JacksonException.class)
  ResponseEntity<ProblemDetail> json(JacksonException e) {
    return answer(
        Problems.refuse(
            Result.Refusal.INVALID,
            "body.not-json",
            "line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ": "
                + e.getOriginalMessage()));
  }

  private static ResponseEntity<ProblemDetail> refusal(Result<Object> refused) {
    try {
      Problems.orThrow(refused);
      throw new IllegalStateException("a refusal was expected");
    } catch (ProblemException e) {
      return answer(e);
    }
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemException e) {
    return ResponseEntity.status(e.detail().getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(e.detail());
  }
}
