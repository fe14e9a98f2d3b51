package furong.geo;

/**
 * Squares over a part of a city, counted from its south-west corner eastwards and northwards.
 *
 * <p>They are squares on the ground to some 1% within a city: the width of a degree of longitude is
 * that of the middle latitude, on a sphere of 6,371,008.8 m (the mean radius of WGS 84). Not for a
 * country, nor near the poles.
 *
 * @param west edge of column 0, degrees
 * @param south edge of row 0
 * @param wide degrees of longitude of a square
 * @param high degrees of latitude of one
 * @param columns how many reach over the part
 * @param rows likewise
 */
public record SquareGrid(
    double west, double south, double wide, double high, int columns, int rows) {

  private static final double METRES_PER_DEGREE = Math.toRadians(1) * 6_371_008.8;

  /** A square by column and row; may lie outside of the part. */
  public record Cell(int column, int row) {}

  public SquareGrid {
    if (!(wide > 0 && high > 0) || columns < 1 || rows < 1) {
      throw new IllegalArgumentException("a grid has squares with sides");
    }
  }

  public static SquareGrid over(Bounds part, double sideMetres) {
    double middle = (part.south() + part.north()) / 2;
    double high = sideMetres / METRES_PER_DEGREE;
    double wide = high / Math.cos(Math.toRadians(middle));
    return new SquareGrid(
        part.west(),
        part.south(),
        wide,
        high,
        Math.max(1, (int) Math.ceil((part.east() - part.west()) / wide)),
        Math.max(1, (int) Math.ceil((part.north() - part.south()) / high)));
  }

  /** Where a point lies; one on an edge belongs to the square east or north of it. */
  public Cell cell(double lng, double lat) {
    return new Cell((int) Math.floor((lng - west) / wide), (int) Math.floor((lat - south) / high));
  }

  public Bounds bounds(Cell cell) {
    return Bounds.of(
        west + cell.column() * wide,
        south + cell.row() * high,
        west + (cell.column() + 1) * wide,
        south + (cell.row() + 1) * high);
  }

  public LngLat centre(Cell cell) {
    return LngLat.of(west + (cell.column() + 0.5) * wide, south + (cell.row() + 0.5) * high);
  }
}
