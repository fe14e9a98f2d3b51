package furong.learn;

/**
 * A kind of matter that words may speak of.
 *
 * @param confidence 0 to 1, scaled so that of the tested cases with 0.8 some 80 in 100 were right
 */
public record Guess(String category, double confidence) {

  /** As screens and timelines say it; never 100, since nothing that is guessed is certain. */
  public int percent() {
    return Math.min(99, (int) Math.round(confidence * 100));
  }
}
