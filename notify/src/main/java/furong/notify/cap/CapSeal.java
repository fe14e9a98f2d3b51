package furong.notify.cap;

/** What the signatures of a message are worth. */
public enum CapSeal {
  /** It has none. */
  NONE,
  /** Every signature fits, and at least one is by a sender whose certificate we hold. */
  TRUSTED,
  /** Every signature fits, but we hold the certificate of none of the signers. */
  UNKNOWN_SIGNER,
  /** A signature does not fit: the message was changed, or it was broken from the start. */
  BROKEN
}
