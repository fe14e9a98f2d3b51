package furong.sense.sta;

import java.util.List;

/**
 * Requests of a batch that belong together.
 *
 * @param atomic a change set, which is done as one; otherwise it is one request alone
 */
record BatchGroup(boolean atomic, List<Part> parts) {

  /** More than a gateway gathers in a minute; larger batches go through the bulk door. */
  static final int MAX_PARTS = 5000;

  /** The status of what was not done because something else failed (RFC 4918, section 11.4). */
  static final int FAILED_DEPENDENCY = 424;

  BatchGroup {
    parts = List.copyOf(parts);
  }

  /** One request with the name that later ones call it by; empty for none. */
  record Part(String id, Ask ask, List<String> dependsOn) {}

  /** What became of a part. */
  record Outcome(Part part, Answer answer) {}

  /** What became of a group, in the order of its parts. */
  record Done(BatchGroup group, List<Outcome> outcomes) {

    boolean isGood() {
      return outcomes.stream().allMatch(outcome -> outcome.answer().isGood());
    }

    /** The answer that speaks for a change set that failed. */
    Answer firstFault() {
      return outcomes.stream()
          .map(Outcome::answer)
          .filter(answer -> !answer.isGood() && answer.status() != FAILED_DEPENDENCY)
          .findFirst()
          .orElse(outcomes.getFirst().answer());
    }
  }
}
