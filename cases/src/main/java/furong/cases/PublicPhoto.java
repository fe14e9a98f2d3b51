package furong.cases;

import java.time.Instant;
import java.util.List;

/**
 * A photo of a case that staff made public: a copy of its own in which what they marked is painted
 * over. The photo itself stays inside.
 *
 * @param photo id of the {@link Photo} that the copy was made from
 * @param id of the copy, by which everybody may fetch it
 * @param marks what was painted over; empty when somebody said that neither a face nor a number
 *     plate is in it
 * @param by id of the user who looked at it
 */
public record PublicPhoto(String photo, String id, List<Mark> marks, String by, Instant at) {

  /** A street corner with a queue of people; more is a photo to be left inside. */
  public static final int MAX_MARKS = 50;

  /** A rectangle in parts of the width and of the height, from the upper left corner. */
  public record Mark(double x, double y, double width, double height) {

    /** Whether it lies in the picture and covers something; anything may be asked for. */
    public boolean isValid() {
      return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1;
    }
  }

  public PublicPhoto {
    marks = List.copyOf(marks);
  }
}
