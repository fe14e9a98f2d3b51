package furong.notify;

/** Port: a way to reach somebody outside the platform. */
public interface Channel {

  /** What came of a try. */
  sealed interface Outcome {
    /** The other side has it. */
    record Delivered() implements Outcome {}

    /** It may go well later. */
    record Later(String why) implements Outcome {}

    /** It never will. */
    record Never(String why) implements Outcome {}
  }

  /** The word that plans use: {@code mail}, {@code webhook}. */
  String name();

  /** Sends it; waits for the other side, but not for long. */
  Outcome send(Notification notification);
}
