package furong.serve;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The one place where a refusal becomes HTTP: RFC 9457 problem details with the notices as an
 * extension member. Controllers answer {@code Problems.orThrow(result)}; {@code ProblemAdvice}
 * writes the body.
 */
public final class Problems {

  /** A refusal on its way out of a controller. */
  public static final class ProblemException extends RuntimeException {
    private final ProblemDetail detail;

    ProblemException(ProblemDetail detail) {
      super(detail.getDetail());
      this.detail = detail;
    }

    public ProblemDetail detail() {
      return detail;
    }
  }

  private Problems() {}

  /** The value, or a {@link ProblemException} that carries the refusal. */
  public static <T> T orThrow(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Refused<T>(Refusal refusal, List<Notice> notices) ->
          throw new ProblemException(detail(refusal, notices));
    };
  }

  /** A refusal with one notice. */
  public static ProblemException refuse(Refusal refusal, String code, String message) {
    return new ProblemException(detail(refusal, List.of(Notice.of(code, "", message))));
  }

  /** A refusal with one notice in both languages. */
  public static ProblemException refuse(Refusal refusal, String code, Text message) {
    return new ProblemException(detail(refusal, List.of(Notice.of(code, "", message))));
  }

  static ProblemDetail detail(Refusal refusal, List<Notice> notices) {
    HttpStatus status = status(refusal);
    String code = notices.isEmpty() ? refusal.name() : notices.getFirst().code();
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            status, notices.isEmpty() ? status.getReasonPhrase() : notices.getFirst().message());
    detail.setType(java.net.URI.create("urn:furong:problem:" + code));
    detail.setTitle(status.getReasonPhrase());
    detail.setProperty("notices", notices);
    return detail;
  }

  static HttpStatus status(Refusal refusal) {
    return switch (refusal) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
