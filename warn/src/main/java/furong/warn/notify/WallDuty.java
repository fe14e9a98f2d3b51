package furong.warn.notify;

import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.notify.RosterStore;
import furong.notify.Shift;
import furong.serve.wall.WallPart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which units have somebody on duty and until when; who it is stays off the wall. */
@Component
class WallDuty implements WallPart {

  /**
   * As far back as a shift may have begun that still runs, and as far ahead as one is looked for.
   */
  private static final Duration DAY = Duration.ofDays(1);

  private final RosterStore rosters;
  private final CityProfile city;
  private final InstantSource time;

  WallDuty(RosterStore rosters, CityProfile city, InstantSource time) {
    this.rosters = rosters;
    this.city = city;
    this.time = time;
  }

  /**
   * A unit that keeps a roster.
   *
   * @param people how many are on duty now
   * @param until when the duty that runs ends; null when nobody is on duty
   * @param next when somebody comes on; null when nobody is planned within a day
   */
  record Unit(Text name, long people, @Nullable Instant until, @Nullable Instant next) {}

  @Override
  public String name() {
    return "duty";
  }

  @Override
  public List<Unit> read(String division) {
    Instant now = time.instant();
    Map<String, List<Shift>> shifts =
        rosters.shifts("", now.minus(DAY), now.plus(DAY)).stream()
            .collect(Collectors.groupingBy(Shift::organisation));
    return city.organisations().stream()
        .filter(o -> shifts.containsKey(o.id()))
        .filter(o -> Divisions.isWithin(o.division(), division))
        .map(o -> unit(o, shifts.getOrDefault(o.id(), List.of()), now))
        .toList();
  }

  private static Unit unit(Organisation o, List<Shift> shifts, Instant now) {
    List<Shift> running = shifts.stream().filter(s -> s.covers(now)).toList();
    return new Unit(
        o.name(),
        running.stream().map(Shift::user).distinct().count(),
        running.stream().map(Shift::to).max(Comparator.naturalOrder()).orElse(null),
        shifts.stream()
            .map(Shift::from)
            .filter(from -> from.isAfter(now))
            .min(Comparator.naturalOrder())
            .orElse(null));
  }
}
