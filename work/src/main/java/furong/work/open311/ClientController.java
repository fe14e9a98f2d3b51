package furong.work.open311;

import furong.people.ApiClient;
import furong.people.ApiClientDesk;
import furong.people.ApiClientDesk.Given;
import furong.people.Caller;
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

/** Keys of the programs that bring reports; for administrators. */
@RestController
@RequestMapping("/api/clients")
@Tag(name = "clients", description = "接入方 Programs that bring reports")
public class ClientController {

  /** Ten a second: more than an app of a city of ten million brings. */
  private static final int A_MINUTE = 600;

  private final ApiClientDesk desk;

  ClientController(ApiClientDesk desk) {
    this.desk = desk;
  }

  record ClientList(List<ApiClient> items) {}

  /** Who gets a key. */
  public record ClientRequest(
      @Nullable String name, @Nullable Boolean trusted, @Nullable Integer perMinute) {}

  @GetMapping
  @Operation(summary = "接入方列表 Programs with a key, the newest first")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "json") String format) {
    List<ApiClient> all = Problems.orThrow(desk.list(caller));
    return Lists.isFile(format)
        ? Lists.file(format, "clients", ApiClient.class, all)
        : ResponseEntity.ok(new ClientList(all));
  }

  @PostMapping
  @Operation(summary = "发放密钥 Gives a key; it is shown in this answer and never again")
  ResponseEntity<Given> give(
      @AuthenticationPrincipal Caller caller, @RequestBody ClientRequest body) {
    Given given =
        Problems.orThrow(
            desk.give(
                caller,
                body.name() == null ? "" : body.name(),
                Boolean.TRUE.equals(body.trusted()),
                body.perMinute() == null ? A_MINUTE : body.perMinute()));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(given);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "收回密钥 Takes a key back")
  ApiClient revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return Problems.orThrow(desk.revoke(caller, id));
  }
}
