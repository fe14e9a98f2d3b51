package furong.sense.sta;

import furong.observe.sta.QueryFault;
import furong.sense.ingest.BadReading;
import furong.serve.Problems.ProblemException;
import furong.store.Db;
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

  @ExceptionHandler({
    Db.DbException.class,
    QueryFault.class,
    StaFault.class,
    BadReading.class,
    JacksonException.class
  })
  ResponseEntity<ProblemDetail> refused(RuntimeException fault) {
    ProblemException problem = Faults.problem(fault);
    if (problem == null) {
      throw fault;
    }
    return ResponseEntity.status(problem.detail().getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.detail());
  }
}
