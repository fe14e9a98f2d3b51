package furong.detect;

/** What a rule says of a thing at the moment. */
public enum Judgement {
  OK,
  /** The condition holds, but not yet for long enough. */
  PENDING,
  FIRING,
  /** An input is missing: neither quiet nor alarmed. */
  CANNOT_JUDGE
}
