package furong.base;

import java.util.List;
import java.util.function.Function;

/**
 * What a request came to: a value, or a refusal with its notices. Refusals are mapped to HTTP in
 * one place ({@code furong.serve}).
 *
 * <pre>{@code
 * switch (desk.take(caseId, user)) {
 *   case Result.Ok<Case>(var taken) -> ...
 *   case Result.Refused<Case>(var refusal, var notices) -> ...
 * }
 * }</pre>
 */
public sealed interface Result<T> {

  /** Why a request was refused; each maps to one HTTP status. */
  enum Refusal {
    /** The input is wrong: 400. */
    INVALID,
    /** Nobody is logged in: 401. */
    UNAUTHENTICATED,
    /** The person may not do this here: 403. */
    FORBIDDEN,
    /** There is no such thing: 404. */
    NOT_FOUND,
    /** The thing is not in a state that allows this, or changed meanwhile: 409. */
    CONFLICT,
    /** More than the stated limit: 413. */
    TOO_LARGE,
    /** Slow down and come again: 429. */
    BUSY,
    /** A part that this needs is not ready: 503. */
    UNAVAILABLE
  }

  record Ok<T>(T value) implements Result<T> {}

  record Refused<T>(Refusal refusal, List<Notice> notices) implements Result<T> {
    public Refused {
      notices = List.copyOf(notices);
    }
  }

  static <T> Result<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Result<T> refused(Refusal refusal, Notice... notices) {
    return new Refused<>(refusal, List.of(notices));
  }

  default boolean isOk() {
    return this instanceof Ok<T>;
  }

  /** The value. @throws IllegalStateException when refused, naming the notices */
  default T orThrow() {
    return switch (this) {
      case Ok<T>(T value) -> value;
      case Refused<T>(Refusal refusal, List<Notice> notices) ->
          throw new IllegalStateException(refusal + " " + notices);
    };
  }

  default <R> Result<R> map(Function<? super T, ? extends R> f) {
    return switch (this) {
      case Ok<T>(T value) -> new Ok<>(f.apply(value));
      case Refused<T>(Refusal refusal, List<Notice> notices) -> new Refused<>(refusal, notices);
    };
  }

  default <R> Result<R> then(Function<? super T, Result<R>> f) {
    return switch (this) {
      case Ok<T>(T value) -> f.apply(value);
      case Refused<T>(Refusal refusal, List<Notice> notices) -> new Refused<>(refusal, notices);
    };
  }
}
