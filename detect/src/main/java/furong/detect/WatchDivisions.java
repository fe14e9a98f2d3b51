package furong.detect;

import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule over divisions of one level. A change costs two look-ups by a code. */
final class WatchDivisions extends Watch {

  private final Map<String, InDivision> places = new HashMap<>();

  /** The division of the rule's level that a code lies in, for the codes that were met. */
  private final Map<String, String> codes = new HashMap<>();

  WatchDivisions(
      RuleProgram program, RuleProgram.Across across, CityState state, Schedule schedule) {
    super(program, across, state, schedule);
  }

  private @Nullable InDivision at(String division) {
    String code = codes.computeIfAbsent(division, d -> Codes.at(d, across.of()));
    return code.isEmpty() ? null : place(code);
  }

  @Override
  InDivision place(String of) {
    return places.computeIfAbsent(of, code -> new InDivision(this, code));
  }

  @Override
  void fact(int member, @Nullable Fact before, @Nullable Fact after) {
    if (before != null && after != null && before.judgedAs(after)) {
      return;
    }
    InDivision from = before == null ? null : at(before.division());
    InDivision to = after == null ? null : at(after.division());
    if (from != null && from == to) {
      from.change(member, before, after);
      mark(from);
      return;
    }
    if (from != null) {
      from.change(member, before, null);
      mark(from);
    }
    if (to != null) {
      to.change(member, null, after);
      mark(to);
    }
  }

  @Override
  void asked(String division, int more) {
    InDivision place = at(division);
    if (place != null) {
      place.asked += more;
      mark(place);
    }
  }

  @Override
  List<Around> places() {
    return new ArrayList<>(places.values());
  }

  @Override
  void forget(Around place) {
    places.remove(place.of);
  }
}
