package furong.serve.wall;

import furong.base.DivisionLevel;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Screen;
import furong.people.ScreenDesk;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.serve.people.ScreenKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/wall}: all that the wall shows, in one document. */
@RestController
@RequestMapping("/api/wall")
@Tag(name = "wall", description = "大屏 The wall of an operations room")
public class WallController {

  /** For somebody who opens the wall with a login instead of a screen's key. */
  private static final int SECONDS = 20;

  /** Browsers keep no cookie longer than 400 days; each start of a screen begins them anew. */
  private static final Duration KEEP = Duration.ofDays(400);

  private final List<WallPart> parts;
  private final ScreenDesk screens;
  private final CityProfile city;
  private final InstantSource time;

  WallController(List<WallPart> parts, ScreenDesk screens, CityProfile city, InstantSource time) {
    this.parts = List.copyOf(parts);
    this.screens = screens;
    this.city = city;
    this.time = time;
  }

  /** The city that the wall is in. */
  public record CityName(Text name, String zone) {}

  /** What a screen sends once. */
  public record KeyBody(@Nullable String key) {}

  @GetMapping
  @Operation(summary = "大屏数据 What the wall shows now; no person is named in it")
  ResponseEntity<Map<String, Object>> wall(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      HttpServletRequest request) {
    String code = division == null ? caller.user().scope().home() : city.currentCode(division);
    Problems.orThrow(Rights.mayWatch(caller.user(), code));
    Optional<Screen> screen = ScreenKey.of(request).flatMap(screens::of);
    Map<String, Object> wall = new LinkedHashMap<>();
    wall.put("at", time.instant());
    wall.put("city", new CityName(city.name(), city.zone().getId()));
    wall.put("division", Where.place(city, code));
    wall.put("screen", screen.map(Screen::name).orElse(""));
    wall.put("seconds", screen.map(Screen::seconds).orElse(SECONDS));
    for (WallPart part : parts) {
      wall.put(part.name(), part.read(code));
    }
    return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(wall);
  }

  /** County and street, for a line that is read in passing; the grid means something to few. */
  public static Text shortPlace(Where.Place place) {
    List<Text> steps =
        place.path().stream()
            .filter(s -> s.level() == DivisionLevel.COUNTY || s.level() == DivisionLevel.STREET)
            .map(Where.Step::name)
            .toList();
    return steps.isEmpty()
        ? place.name()
        : Text.of(
            steps.stream().map(Text::zh).collect(Collectors.joining("")),
            steps.reversed().stream().map(Text::en).collect(Collectors.joining(", ")));
  }

  @PostMapping("/session")
  @Operation(summary = "大屏登录 A screen shows its key once and keeps it as a cookie")
  ResponseEntity<Map<String, Instant>> open(@RequestBody KeyBody body, HttpServletRequest request) {
    String key = body.key() == null ? "" : body.key();
    Screen screen =
        screens
            .of(key)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.UNAUTHENTICATED,
                    "screen.key",
                    "This key opens no screen; an administrator can make a new one."));
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, ScreenKey.cookie(key, KEEP, request.isSecure()).toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Map.of("since", screen.madeAt()));
  }
}
