package furong.detect;

import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rule over neighbours: every thing with a place that answers what is asked of the thing in the
 * middle, or anything where nothing is; and around it what others within the distance answer.
 *
 * <p>A change costs what stands in some four cells of a {@link Grid} around it, and one judgement
 * of each neighbour at the next tick; a thing that moves is counted anew.
 */
final class WatchNeighbours extends Watch {

  /** The distance as degrees of latitude; NaN while the city has yet to say it. */
  final double band;

  private final Map<Long, NearThing> places = new HashMap<>();
  private final Grid<NearThing> middles;
  private final List<Grid<Fact>> members = new ArrayList<>();

  WatchNeighbours(
      RuleProgram program, RuleProgram.Across across, CityState state, Schedule schedule) {
    super(program, across, state, schedule);
    this.band = Math.toDegrees(across.withinM() / NearThing.EARTH_M);
    this.middles = new Grid<>(band);
    across.members().forEach(m -> members.add(new Grid<>(band)));
  }

  @Override
  NearThing place(String of) {
    return place(Long.parseLong(of));
  }

  private NearThing place(long thing) {
    NearThing place = places.get(thing);
    if (place == null) {
      place = new NearThing(this, thing);
      places.put(thing, place);
      for (int m = 0; m < place.said.length; m++) {
        place.says(m, fact(m, thing));
      }
    }
    return place;
  }

  private static @Nullable Fact placed(@Nullable Fact fact) {
    return fact != null && fact.placed() ? fact : null;
  }

  /** What of a member is near a thing. */
  void near(int member, NearThing middle, Consumer<Fact> each) {
    members
        .get(member)
        .near(
            middle.lat(),
            middle.lng(),
            fact -> {
              if (middle.reaches(fact)) {
                each.accept(fact);
              }
            });
  }

  @Override
  void fact(int member, @Nullable Fact before, @Nullable Fact after) {
    Fact was = placed(before);
    Fact is = placed(after);
    if (!Double.isNaN(band)) {
      around(member, was, is);
    }
    Fact any = after == null ? before : after;
    if (any != null) {
      middle(member, any.thing(), after, is);
    }
  }

  private void around(int member, @Nullable Fact was, @Nullable Fact is) {
    Grid<Fact> grid = members.get(member);
    if (was != null && is != null && was.standsAt(is)) {
      grid.put(is);
      if (!was.judgedAs(is)) {
        change(member, is, was, is);
      }
      return;
    }
    if (was != null) {
      grid.remove(was);
      change(member, was, was, null);
    }
    if (is != null) {
      grid.put(is);
      change(member, is, null, is);
    }
  }

  private void change(int member, Fact at, @Nullable Fact was, @Nullable Fact is) {
    middles.near(
        at.lat(),
        at.lng(),
        middle -> {
          if (middle.reaches(at)) {
            middle.count(member, was, is);
            mark(middle);
          }
        });
  }

  /** What the thing itself says, which may put it in the middle, elsewhere or nowhere. */
  private void middle(int member, long thing, @Nullable Fact after, @Nullable Fact placed) {
    NearThing place = places.get(thing);
    if (place == null) {
      if (placed == null || !mayStandInTheMiddle(member)) {
        return;
      }
      place = place(thing);
    }
    Fact said = place.said[member];
    place.says(member, after);
    if (said == null || after == null || !said.judgedAs(after)) {
      mark(place);
    }
    stand(place);
  }

  private boolean mayStandInTheMiddle(int member) {
    return across.own().isEmpty() || across.own().contains(member);
  }

  private void stand(NearThing place) {
    Fact was = place.middle;
    Fact is = null;
    for (int m = 0; m < place.said.length && is == null; m++) {
      is = mayStandInTheMiddle(m) ? place.own(m) : null;
    }
    place.middle = is;
    if (was != null && is != null && was.standsAt(is)) {
      return;
    }
    mark(place);
    if (was != null) {
      middles.remove(place);
    }
    if (is != null) {
      place.standAt(is);
      place.countNothing();
      middles.put(place);
      for (int m = 0; m < place.said.length && !Double.isNaN(band); m++) {
        int of = m;
        near(m, place, fact -> place.count(of, null, fact));
      }
    }
  }

  @Override
  void asked(String division, int more) {
    // the language lets such a rule ask for nothing but what things answer
  }

  @Override
  List<Around> places() {
    return new ArrayList<>(places.values());
  }

  @Override
  void forget(Around place) {
    places.remove(Long.parseLong(place.of));
  }
}
