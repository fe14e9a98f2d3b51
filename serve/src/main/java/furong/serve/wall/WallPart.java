package furong.serve.wall;

/**
 * One member of the wall's document, such as {@code cases}. Whoever offers it answers for it that
 * nothing in it names a person: no name, no words that somebody wrote.
 */
public interface WallPart {

  /** The member's name in the document. */
  String name();

  /** What is so now in and below {@code division}, as something Jackson writes. */
  Object read(String division);
}
