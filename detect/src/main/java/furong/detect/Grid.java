package furong.detect;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places of a city in square cells twice as wide as a distance, so that what may be within that
 * distance of a place stands in some four of them. It offers candidates; who asks holds each
 * against the distance. A change is a few steps; a question costs what stands in the cells. Smaller
 * cells offer less that is too far away, but each is a look at another part of memory: in a city of
 * a hundred thousand things that, and not the arithmetic, is what a question costs.
 *
 * <p>Cells are of degrees, as high as wide: of longitude a question covers more of them the further
 * it is from the equator, and close to a pole it is asked of all.
 */
final class Grid<T extends Grid.Spot> {

  /** Something at a place, WGS-84 degrees. */
  interface Spot {
    long thing();

    double lat();

    double lng();
  }

  /** A decimetre: cells of a distance of nothing must have a width, too. */
  private static final double NARROWEST = 1e-6;

  /** A tenth of a millimetre in degrees: what the last digits of a cosine may be wrong by. */
  private static final double ROUNDING = 1e-9;

  /** Half of the numbers that stand in the half of a key: a cell of 180 degrees has less. */
  private static final long MIDDLE = 1L << 30;

  /** East to west in one question; at 85 degrees of latitude it is 12. */
  private static final long MOST_COLUMNS = 64;

  private final double band;
  private final double width;
  private final LongMap<Cell<T>> cells = new LongMap<>();

  /**
   * @param band the distance as degrees of latitude
   */
  Grid(double band) {
    this.band = band;
    this.width = Math.max(NARROWEST, 2 * band);
  }

  private long line(double degrees) {
    return (long) Math.floor(degrees / width) + MIDDLE;
  }

  private static long key(long row, long column) {
    return row << 32 | column;
  }

  /**
   * What stands in one cell; things and places once more, so that most are passed over unopened.
   */
  private static final class Cell<T extends Spot> {
    private static final int SMALLEST = 4;

    private int size;
    private @Nullable Object[] spots = new @Nullable Object[SMALLEST];
    private long[] things = new long[SMALLEST];

    /** Latitude and longitude of each, side by side. */
    private double[] places = new double[2 * SMALLEST];

    private int find(long thing) {
      for (int i = 0; i < size; i++) {
        if (things[i] == thing) {
          return i;
        }
      }
      return -1;
    }

    void put(T spot) {
      int at = find(spot.thing());
      if (at < 0) {
        at = size++;
        if (at == spots.length) {
          spots = Arrays.copyOf(spots, at * 2);
          things = Arrays.copyOf(things, at * 2);
          places = Arrays.copyOf(places, at * 4);
        }
        things[at] = spot.thing();
      }
      spots[at] = spot;
      places[2 * at] = spot.lat();
      places[2 * at + 1] = spot.lng();
    }

    /** The order within a cell means nothing. */
    void remove(long thing) {
      int at = find(thing);
      if (at >= 0) {
        int last = --size;
        spots[at] = spots[last];
        things[at] = things[last];
        places[2 * at] = places[2 * last];
        places[2 * at + 1] = places[2 * last + 1];
        spots[last] = null;
      }
    }

    void offer(double lat, double band, double lng, double beside, Consumer<T> each) {
      for (int i = 0; i < size; i++) {
        if (Math.abs(places[2 * i] - lat) <= band && Math.abs(places[2 * i + 1] - lng) <= beside) {
          each.accept(spot(i));
        }
      }
    }

    void offerAll(Consumer<T> each) {
      for (int i = 0; i < size; i++) {
        each.accept(spot(i));
      }
    }

    @SuppressWarnings("unchecked")
    private T spot(int i) {
      return (T) Objects.requireNonNull(spots[i]);
    }
  }

  /** Puts something at its place, instead of what stands there of the same thing. */
  void put(T spot) {
    long key = key(line(spot.lat()), line(spot.lng()));
    Cell<T> cell = cells.get(key);
    if (cell == null) {
      cell = new Cell<>();
      cells.put(key, cell);
    }
    cell.put(spot);
  }

  /** Takes away what stands at the place of {@code spot} of the same thing. */
  void remove(T spot) {
    Cell<T> cell = cells.get(key(line(spot.lat()), line(spot.lng())));
    if (cell != null) {
      cell.remove(spot.thing());
    }
  }

  /** Offers everything that may be within the distance, and some that is not. */
  void near(double lat, double lng, Consumer<T> each) {
    double high = band + ROUNDING;
    double beside = band / Math.cos(Math.toRadians(Math.min(90, Math.abs(lat) + band))) + ROUNDING;
    long west = line(lng - beside);
    long east = line(lng + beside);
    if (!(beside < 180) || east - west > MOST_COLUMNS) {
      cells.sorted().forEach(cell -> cell.offerAll(each));
      return;
    }
    long north = line(lat + high);
    for (long row = line(lat - high); row <= north; row++) {
      for (long column = west; column <= east; column++) {
        Cell<T> cell = cells.get(key(row, column));
        if (cell != null) {
          cell.offer(lat, high, lng, beside, each);
        }
      }
    }
  }
}
