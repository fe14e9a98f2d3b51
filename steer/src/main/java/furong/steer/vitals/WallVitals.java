package furong.steer.vitals;

import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.Property;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Problems;
import furong.serve.wall.WallPart;
import furong.steer.vitals.VitalViews.Children;
import furong.steer.vitals.VitalViews.VitalItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The vital signs on the wall, and one of them over the divisions below for its map. */
@RestController
@Tag(name = "wall")
public class WallVitals implements WallPart {

  private final VitalBoard board;
  private final CityProfile city;
  private final InstantSource clock;

  public WallVitals(VitalBoard board, CityProfile city, InstantSource clock) {
    this.board = board;
    this.city = city;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "vitals";
  }

  @Override
  public List<VitalItem> read(String division) {
    return board.items(division, clock.instant(), true);
  }

  @GetMapping("/api/wall/children")
  @Operation(summary = "大屏地图 One vital sign over the divisions right below, for the wall's map")
  Children children(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String property) {
    String code = division == null ? caller.user().scope().home() : division;
    Problems.orThrow(Rights.mayWatch(caller.user(), code));
    Property known =
        board
            .findProperty(property)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "vital.unknown",
                    "No board of a pack shows the property " + property));
    Instant now = clock.instant();
    List<String> codes = city.divisions().children(code).stream().map(Division::code).toList();
    return new Children(property, now, board.children(known, codes, now));
  }
}
