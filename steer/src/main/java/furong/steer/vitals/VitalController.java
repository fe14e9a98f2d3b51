package furong.steer.vitals;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.Property;
import furong.people.Caller;
import furong.people.Rights;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.vitals.OverallReader.OverallView;
import furong.steer.vitals.VitalViews.Board;
import furong.steer.vitals.VitalViews.Child;
import furong.steer.vitals.VitalViews.Children;
import furong.steer.vitals.VitalViews.ReferenceView;
import furong.steer.vitals.VitalViews.Sensors;
import furong.steer.vitals.VitalViews.VitalItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/vitals}: how the city is, now or at an instant of the last days. */
@RestController
@RequestMapping("/api/vitals")
@Tag(name = "vitals", description = "城市体征 Vital signs by division")
public class VitalController {

  /** An instant this close to now is the present: clocks of browsers differ. */
  private static final Duration PRESENT = Duration.ofSeconds(30);

  private final VitalBoard board;
  private final OverallReader overall;
  private final CityProfile city;
  private final InstantSource clock;

  VitalController(VitalBoard board, OverallReader overall, CityProfile city, InstantSource clock) {
    this.board = board;
    this.overall = overall;
    this.city = city;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "体征卡片 Vital-sign tiles of a division with reference interval and 24-hour trend",
      description = "`format=csv` or `xlsx` gives them as a table, without the trend.")
  ResponseEntity<?> vitals(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "an instant of the past; the present when absent")
          @RequestParam(required = false)
          @Nullable Instant at,
      @RequestParam(defaultValue = "json") String format) {
    String code = readable(caller, division);
    Instant moment = moment(at);
    boolean live = isLive(moment);
    List<VitalItem> items = board.items(code, moment, live);
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(new Board(code, moment, live, items));
    }
    return Lists.file(
        format,
        "vitals-" + code,
        List.of(
            "division",
            "at",
            "property",
            "title",
            "value",
            "unit",
            "meanOf",
            "low",
            "high",
            "source",
            "outside",
            "since",
            "asOf",
            "owner",
            "sensors",
            "reporting",
            "simulated"),
        items.stream().map(item -> row(code, moment, item)).toList());
  }

  private static List<String> row(String division, Instant at, VitalItem v) {
    ReferenceView reference = v.reference();
    Sensors sensors = v.sensors();
    Text owner = v.owner();
    return List.of(
        division,
        at.toString(),
        v.property(),
        v.title().zh(),
        Objects.toString(v.value(), ""),
        v.unit(),
        v.meanOf(),
        reference == null ? "" : Objects.toString(reference.low(), ""),
        reference == null ? "" : Objects.toString(reference.high(), ""),
        reference == null ? "" : reference.source(),
        Boolean.toString(v.level() != null),
        Objects.toString(v.since(), ""),
        Objects.toString(v.asOf(), ""),
        owner == null ? "" : owner.zh(),
        sensors == null ? "" : Integer.toString(sensors.total()),
        sensors == null ? "" : Integer.toString(sensors.reporting()),
        Boolean.toString(v.simulated()));
  }

  @GetMapping("/overall")
  @Operation(
      summary = "总体状态 How a division is on the whole, by which rule, because of what, since when",
      description =
          "The gravest thing that is so, never a weighted number. `because` counts the alerts and"
              + " names the signs; `rule` says the rule. Of the past: the alerts that were open"
              + " then; what keeps an alert quiet is asked now.")
  OverallView overall(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable Instant at) {
    return overall.read(readable(caller, division), moment(at));
  }

  @GetMapping("/children")
  @Operation(summary = "下级区划体征 One vital sign over the divisions right below, for the map")
  ResponseEntity<?> children(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String property,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(defaultValue = "json") String format) {
    String code = readable(caller, division);
    Property known =
        board
            .findProperty(property)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "vital.unknown",
                    "No board of a pack shows the property " + property));
    List<String> codes = city.divisions().children(code).stream().map(Division::code).toList();
    Instant moment = moment(at);
    List<Child> children = board.children(known, codes, moment);
    return Lists.isFile(format)
        ? Lists.file(format, property + "-" + code, Child.class, children)
        : ResponseEntity.ok(new Children(property, moment, children));
  }

  private Instant moment(@Nullable Instant at) {
    Instant now = clock.instant();
    return at == null || at.isAfter(now) ? now : at;
  }

  private boolean isLive(Instant moment) {
    return moment.plus(PRESENT).isAfter(clock.instant());
  }

  private String readable(Caller caller, @Nullable String division) {
    String code = division == null ? city.divisions().root().code() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    if (city.divisions().find(code).isEmpty()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "division.unknown", "There is no division " + code);
    }
    return code;
  }
}
