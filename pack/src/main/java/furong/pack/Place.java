package furong.pack;

/**
 * Where something stands in a text file; prints as {@code packs/air/params.yaml:12:3}.
 *
 * @param file path as a person would type it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

  /** The place {@code columns} to the right and {@code lines} below: a spot inside a text value. */
  public Place plus(int lines, int columns) {
    return lines == 0
        ? new Place(file, line, column + columns)
        : new Place(file, line + lines, columns + 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
