package furong.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule across things sees around one thing: the things of each member near it. */
final class NearThing extends Around implements Grid.Spot {

  static final double EARTH_M = 6_371_000;

  /** A tenth of a millimetre in degrees: what the last digits of a cosine may be wrong by. */
  private static final double ROUNDING = 1e-9;

  private final WatchNeighbours neighbours;
  private final long thing;

  /** What the thing itself says to each member, with or without a place. */
  final @Nullable Fact[] said;

  /** The group for which it was noted what the thing says; null when it says something else now. */
  private @Nullable Group placed;

  private boolean placedSimulated;

  /** That by which it stands in the middle; null while it does not. */
  @Nullable Fact middle;

  private double lat;
  private double lng;
  private double beside;
  private double cos;

  NearThing(WatchNeighbours watch, long thing) {
    super(watch, Long.toString(thing));
    this.neighbours = watch;
    this.thing = thing;
    this.said = new @Nullable Fact[watch.across.members().size()];
  }

  @Override
  public long thing() {
    return thing;
  }

  @Override
  public double lat() {
    return lat;
  }

  @Override
  public double lng() {
    return lng;
  }

  /** The thing itself says something else. */
  void says(int member, @Nullable Fact fact) {
    said[member] = fact;
    placed = null;
  }

  void standAt(Fact fact) {
    lat = fact.lat();
    lng = fact.lng();
    cos = Math.cos(Math.toRadians(lat));
    beside = neighbours.band / cos + ROUNDING;
  }

  /** Whether something is near it: two looks pass over most of what is too far away. */
  boolean reaches(Fact other) {
    return other.lat() >= lat - neighbours.band
        && other.lat() <= lat + neighbours.band
        && Math.abs(other.lng() - lng) <= beside
        && other.thing() != thing
        && distanceM(other) <= watch.across.withinM();
  }

  /** By the cosine of the latitude: within a city its error is below a thousandth. */
  private double distanceM(Fact other) {
    double north = Math.toRadians(lat - other.lat());
    double east = Math.toRadians(lng - other.lng()) * cos;
    return EARTH_M * Math.sqrt(north * north + east * east);
  }

  @Override
  boolean exists() {
    return middle != null;
  }

  @Override
  List<Fact> facts(int member) {
    List<Fact> all = new ArrayList<>();
    neighbours.near(member, this, all::add);
    all.sort(Comparator.comparingDouble(Fact::lat).thenComparingLong(Fact::thing));
    return all;
  }

  @Override
  double[] values(int member) {
    double[] values = new double[size(member)];
    int[] count = new int[1];
    neighbours.near(
        member,
        this,
        fact -> {
          if (!Double.isNaN(fact.value())) {
            values[count[0]++] = fact.value();
          }
        });
    Arrays.sort(values, 0, count[0]);
    return values;
  }

  @Override
  @Nullable Fact own(int member) {
    Fact mine = said[member];
    return mine != null && mine.placed() ? mine : null;
  }

  @Override
  boolean place(Group group) {
    boolean simulated = isSimulated();
    if (placed == group && placedSimulated == simulated) {
      return false;
    }
    placed = group;
    placedSimulated = simulated;
    for (Fact fact : said) {
      if (fact != null) {
        group.thing = fact.thing();
        group.division = fact.division();
        group.simulated = fact.simulated() || simulated;
        return true;
      }
    }
    return true;
  }
}
