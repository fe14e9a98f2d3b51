package furong.serve.live;

import furong.people.User;

/**
 * One member of the snapshot that a live stream begins with, such as {@code alerts}. Each door that
 * publishes changes offers the part that they change.
 */
public interface SnapshotPart {

  /** The member's name in the snapshot document. */
  String name();

  /** What is so now in and below {@code division}, as something Jackson writes. */
  Object read(String division, User reader);
}
