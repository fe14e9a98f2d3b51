package furong.reported;

import furong.pack.PackBook;
import furong.pack.Place;

/** A published or computed value that an indicator must give, see {@link Proofs}. */
public interface Proof {

  /** Id of the pack that it lies in. */
  String pack();

  /** Id of the indicator. */
  String indicator();

  Place place();

  /** What is wrong with the book's answer; empty when it agrees. */
  String disagreement(PackBook book);

  /** What is said of a value that came out, or of none. */
  static String compare(double got, double expected, double tolerance) {
    return Math.abs(got - expected) <= tolerance
        ? ""
        : "expected " + expected + " within " + tolerance + " but got " + got;
  }
}
