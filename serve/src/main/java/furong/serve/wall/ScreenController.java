package furong.serve.wall;

import furong.city.CityProfile;
import furong.people.Caller;
import furong.people.Screen;
import furong.people.ScreenDesk;
import furong.people.ScreenDesk.Given;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keys of the screens of operations rooms; for administrators. */
@RestController
@RequestMapping("/api/screens")
@Tag(name = "screens", description = "大屏密钥 Keys of wall screens")
public class ScreenController {

  private final ScreenDesk desk;
  private final CityProfile city;

  ScreenController(ScreenDesk desk, CityProfile city) {
    this.desk = desk;
    this.city = city;
  }

  record ScreenList(List<Screen> items) {}

  /** What a new screen shows. @param seconds for which each view stays; 20 when not said */
  public record ScreenRequest(
      @Nullable String name, @Nullable String division, @Nullable Integer seconds) {}

  /** Long enough to read a view, short enough that each comes within three minutes. */
  private static final int SECONDS = 20;

  @GetMapping
  @Operation(summary = "大屏列表 Screens with a key, the newest first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "json") String format) {
    List<Screen> all = Problems.orThrow(desk.list(caller));
    return Lists.isFile(format)
        ? Lists.file(format, "screens", Screen.class, all)
        : ResponseEntity.ok(new ScreenList(all));
  }

  @PostMapping
  @Operation(summary = "发放大屏密钥 Gives a screen its key; it is in this answer and never again")
  ResponseEntity<Given> give(
      @AuthenticationPrincipal Caller caller, @RequestBody ScreenRequest body) {
    String division =
        body.division() == null || body.division().isBlank()
            ? city.divisions().root().code()
            : body.division();
    Given given =
        Problems.orThrow(
            desk.give(
                caller,
                body.name() == null ? "" : body.name(),
                division,
                body.seconds() == null ? SECONDS : body.seconds()));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(given);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "收回大屏密钥 Takes the key of a screen back")
  Screen revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return Problems.orThrow(desk.revoke(caller, id));
  }
}
