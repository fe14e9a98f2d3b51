package furong.warn.notify;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import org.jspecify.annotations.Nullable;

/** What a request body must bring. */
final class Given {

  private Given() {}

  /** The value; refuses the request, naming the member, when it is not there. */
  static <T> T need(@Nullable T value, String member) {
    if (value == null) {
      throw Problems.refuse(Refusal.INVALID, "body.missing", member + " is missing");
    }
    return value;
  }
}
