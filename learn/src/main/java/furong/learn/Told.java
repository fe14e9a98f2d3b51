package furong.learn;

/**
 * One case to learn from: what was told, and which kind of matter it turned out to be.
 *
 * @param number of the case; decides whether it is learnt from or tested with
 * @param words without names and numbers of people, see {@link Nameless}
 */
public record Told(String number, String category, String words) {}
