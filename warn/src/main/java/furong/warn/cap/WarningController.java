package furong.warn.cap;

import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.notify.cap.WarnedAreas;
import furong.notify.cap.WarnedAreas.Area;
import furong.notify.cap.Warning;
import furong.notify.cap.WarningStore;
import furong.notify.cap.WarningStore.Query;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.alerts.Features;
import furong.serve.alerts.Where;
import furong.serve.city.GeoJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The warnings of others, as theirs: their words, their colour, their sender. */
@RestController
@RequestMapping("/api/warnings")
@Tag(name = "warnings", description = "外部预警 Warnings of others")
public class WarningController {

  private final WarningStore store;
  private final CityProfile city;
  private final WarnedAreas areas;
  private final InstantSource time;

  WarningController(WarningStore store, CityProfile city, InstantSource time) {
    this.store = store;
    this.city = city;
    this.areas = new WarnedAreas(city);
    this.time = time;
  }

  /** A case in a grid, community or street. */
  public record Opened(Where.Place division, String caseId) {}

  /**
   * One warning.
   *
   * @param colour 1 red to 4 blue, as they name it; null when they name none
   * @param opened the cases that its matter opened
   */
  public record WarningView(
      String key,
      String thread,
      String sender,
      String identifier,
      Instant sent,
      String msgType,
      String status,
      Warning.Words words,
      @Nullable Integer colour,
      @Nullable Instant effective,
      @Nullable Instant expires,
      String state,
      boolean inForce,
      @Nullable String replacedBy,
      String seal,
      List<Where.Place> streets,
      List<Opened> opened,
      String via,
      Instant receivedAt,
      @Nullable String xml) {}

  @GetMapping
  @Operation(summary = "外部预警列表 Warnings of others, newest first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "only those that warn now") @RequestParam(defaultValue = "false")
          boolean inForce,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @Parameter(description = "json, csv, xlsx or geojson: where each of them lies")
          @RequestParam(defaultValue = "json")
          String format) {
    Lists.check(page, size);
    boolean drawn = format.equals("geojson");
    boolean file = !drawn && Lists.isFile(format);
    Instant now = time.instant();
    Query query =
        new Query(
            Where.asked(caller, city, division),
            inForce ? now : null,
            q,
            file ? 0 : page * size,
            file ? Lists.MAX_EXPORT : size);
    if (drawn) {
      return geoJson(store.list(query), now);
    }
    List<WarningView> found = store.list(query).stream().map(w -> view(w, now, false)).toList();
    return file
        ? file(format, found)
        : ResponseEntity.ok(Lists.slice(found, page, size, () -> store.count(query)));
  }

  /**
   * What a map says of a warning.
   *
   * @param at a point within its area, for its label
   * @param drawn false when they drew nothing and only named divisions, whose areas these are
   */
  public record Shown(
      String key,
      String status,
      String event,
      String headline,
      String senderName,
      String severity,
      @Nullable Integer colour,
      @Nullable Instant expires,
      boolean inForce,
      @Nullable List<Double> at,
      boolean drawn) {}

  private ResponseEntity<Map<String, Object>> geoJson(List<Warning> found, Instant now) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(Features.collection(found.stream().map(w -> feature(w, now)).toList()));
  }

  private Map<String, @Nullable Object> feature(Warning w, Instant now) {
    Optional<Area> area = areas.of(w);
    List<Double> at = area.map(a -> List.of(a.at().lng(), a.at().lat())).orElse(null);
    return Features.of(
        w.key(),
        area.map(Area::shape).map(GeoJson::geometry).orElse(null),
        new Shown(
            w.key(),
            w.status(),
            w.words().event(),
            w.words().headline(),
            w.words().senderName(),
            w.words().severity(),
            w.colour() == null ? null : w.colour().number(),
            w.expires(),
            w.inForce(now),
            at,
            area.map(Area::drawn).orElse(false)));
  }

  @GetMapping("/one")
  @Operation(summary = "外部预警详情 One warning with its XML")
  WarningView one(@AuthenticationPrincipal Caller caller, @RequestParam String key) {
    // to whom it is not listed it is not there
    return store
        .find(key)
        .filter(w -> w.concerns(caller.user().scope().divisions()))
        .map(w -> view(w, time.instant(), true))
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "warning.none", "There is no such warning"));
  }

  private WarningView view(Warning w, Instant now, boolean full) {
    List<Opened> opened =
        store.cases(w.thread()).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> new Opened(Where.place(city, e.getKey()), Long.toString(e.getValue())))
            .toList();
    return new WarningView(
        w.key(),
        w.thread(),
        w.sender(),
        w.identifier(),
        w.sent(),
        w.msgType(),
        w.status(),
        w.words(),
        w.colour() == null ? null : w.colour().number(),
        w.effective(),
        w.expires(),
        w.state().name(),
        w.inForce(now),
        w.replacedBy(),
        w.seal().name(),
        w.streets().stream().map(s -> Where.place(city, s)).toList(),
        opened,
        w.via(),
        w.receivedAt(),
        full ? w.xml() : null);
  }

  private static ResponseEntity<byte[]> file(String format, List<WarningView> found) {
    return Lists.file(
        format,
        "warnings",
        List.of(
            "sender",
            "identifier",
            "sent",
            "msgType",
            "status",
            "state",
            "event",
            "headline",
            "severity",
            "expires",
            "seal",
            "streets"),
        found.stream()
            .map(w ->
                List.of(
                    w.sender(),
                    w.identifier(),
                    w.sent().toString(),
                    w.msgType(),
                    w.status(),
                    w.state(),
                    w.words().event(),
                    w.words().headline(),
                    w.words().severity(),
                    Objects.toString(w.expires(), ""),
                    w.seal(),
                    Integer.toString(w.streets().size())))
            .toList());
  }
}
