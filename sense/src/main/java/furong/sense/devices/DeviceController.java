package furong.sense.devices;

import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.observe.Health;
import furong.people.Caller;
import furong.sense.devices.DeviceDesk.Filter;
import furong.sense.devices.DeviceViews.DeviceLine;
import furong.sense.devices.DeviceViews.DeviceView;
import furong.sense.devices.DeviceViews.Overview;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/devices}: which devices there are and how they are. */
@RestController
@RequestMapping("/api/devices")
@Tag(name = "devices", description = "感知设备 Devices and their health")
public class DeviceController {

  private final DeviceDesk desk;
  private final CityProfile city;

  public DeviceController(DeviceDesk desk, CityProfile city) {
    this.desk = desk;
    this.city = city;
  }

  @GetMapping("/overview")
  @Operation(
      summary = "感知总览 Devices by health, kind and division",
      description = "At most half a minute old; `at` says of when.")
  Overview overview(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division) {
    List<String> divisions = desk.divisions(caller, division);
    String parent = division == null ? city.divisions().root().code() : city.currentCode(division);
    return desk.overview(divisions, parent);
  }

  @GetMapping
  @Operation(summary = "设备列表 Devices, faulty and silent ones first; format=csv is a file")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "") String kind,
      @Parameter(description = "FAULTY, SILENT, UNREADABLE, UNHEARD or WELL")
          @RequestParam(defaultValue = "")
          String health,
      @Parameter(description = "part of its name, or its number") @RequestParam(defaultValue = "")
          String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<Device> found =
        desk.list(new Filter(desk.divisions(caller, division), kind, health(health), q.strip()));
    return switch (format) {
      case "json" -> ResponseEntity.ok(lines(Lists.page(found, page, size)));
      case "csv" -> csv(found);
      default -> throw Problems.refuse(Refusal.INVALID, "format", "format is json or csv");
    };
  }

  @GetMapping("/{thing}")
  @Operation(summary = "设备详情 One device: health, newest values, quality, place, owner")
  DeviceView device(@AuthenticationPrincipal Caller caller, @PathVariable long thing) {
    return desk.device(caller, thing);
  }

  private static @Nullable Health health(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return Health.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(
          Refusal.INVALID, "health", "health is one of " + List.of(Health.values()));
    }
  }

  /** Of a hundred thousand devices those of one page are described. */
  private Lists.Slice<DeviceLine> lines(Lists.Slice<Device> found) {
    return new Lists.Slice<>(
        found.items().stream().map(desk::line).toList(), found.total(), found.page(), found.size());
  }

  private ResponseEntity<byte[]> csv(List<Device> found) {
    return Lists.csv(
        "devices.csv",
        List.of(
            "id",
            "name",
            "kind",
            "health",
            "lastAt",
            "streams",
            "division",
            "divisionName",
            "lng",
            "lat",
            "simulated"),
        found.stream()
            .limit(Lists.MAX_EXPORT)
            .map(desk::line)
            .map(d ->
                List.of(
                    Long.toString(d.id()),
                    d.name(),
                    d.kind(),
                    d.health().name(),
                    d.lastAt() == null ? "" : d.lastAt().toString(),
                    Integer.toString(d.streams()),
                    d.division().code(),
                    d.division().name().zh(),
                    d.lng() == null ? "" : d.lng().toString(),
                    d.lat() == null ? "" : d.lat().toString(),
                    Boolean.toString(d.simulated())))
            .toList());
  }
}
