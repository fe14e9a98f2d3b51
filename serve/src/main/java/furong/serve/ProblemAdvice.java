package furong.serve;

import furong.base.Notice;
import furong.base.Result.Refusal;
import furong.serve.Problems.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Writes every fault as a problem document; a stack trace goes to the log, never to the client. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(ProblemException.class)
  ResponseEntity<ProblemDetail> refusal(ProblemException e) {
    return answer(e.detail());
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<ProblemDetail> broken(RuntimeException e) {
    LOG.error("a request broke", e);
    ProblemDetail detail =
        Problems.detail(
            Refusal.UNAVAILABLE,
            List.of(
                Notice.of("server.broken", "", "The server could not do this; it is in its log.")));
    detail.setStatus(500);
    detail.setTitle("Internal Server Error");
    return answer(detail);
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
    return ResponseEntity.status(detail.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
