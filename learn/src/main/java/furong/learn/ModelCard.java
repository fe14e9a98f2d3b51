package furong.learn;

import java.time.Instant;

/**
 * What is said of a model wherever it is used.
 *
 * @param at when it was made
 * @param cases that it learnt from, those of the test included
 * @param kinds that it tells apart
 * @param tested cases held back for the test
 * @param top1 of these, how many times its first guess was right
 * @param top3 how many times the right kind was among its first three
 * @param temperature what its raw scores are divided by to be a confidence, see {@link Trainer}
 */
public record ModelCard(
    Instant at, int cases, int kinds, int tested, int top1, int top3, double temperature) {

  public ModelCard {
    if (tested < 1 || top1 < 0 || top3 < top1 || tested < top3 || temperature <= 0) {
      throw new IllegalArgumentException("0 <= top1 <= top3 <= tested and a temperature above 0");
    }
  }
}
