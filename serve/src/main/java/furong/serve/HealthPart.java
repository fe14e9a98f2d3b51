package furong.serve;

/**
 * One part of the loop that says whether it is ready. Every bean of this type counts: {@code
 * /health} answers 200 only when all are.
 *
 * <pre>{@code
 * @Bean HealthPart rules(FlowJob job) {
 *   return HealthPart.of("rules", () -> job.isRunning() ? HealthPart.ready() : HealthPart.not("the job restarts"));
 * }
 * }</pre>
 *
 * A check must be quick (no call that waits for more than some milliseconds) and must not throw for
 * a part that is merely not ready.
 */
public interface HealthPart {

  /**
   * @param detail why it is not ready; for a ready part whatever is worth a look, may be empty
   */
  record State(boolean ready, String detail) {}

  /** Asks a part how it is. */
  @FunctionalInterface
  interface Check {
    State check();
  }

  /** Short English name, such as {@code history}; unique. */
  String name();

  State state();

  static State ready() {
    return new State(true, "");
  }

  static State not(String why) {
    return new State(false, why);
  }

  static HealthPart of(String name, Check check) {
    record Named(String name, Check check) implements HealthPart {
      @Override
      public State state() {
        return check.check();
      }
    }
    return new Named(name, check);
  }
}
