package furong.serve.people;

import furong.base.Text;
import furong.people.Caller;
import furong.people.PasswordDesk;
import furong.people.User;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * A person sets a new password: by the old one, or by a link ({@link UserController#link}). What
 * stands in the link comes in the body, so that no log of addresses holds it.
 */
@RestController
@Tag(name = "session")
public class PasswordController {

  private final PasswordDesk desk;

  PasswordController(PasswordDesk desk) {
    this.desk = desk;
  }

  public record ChangeRequest(@Nullable String old, @Nullable String password) {}

  public record RedeemRequest(@Nullable String token, @Nullable String password) {}

  /** Whose password it is. */
  public record OwnerView(String login, Text name) {}

  @PostMapping("/api/session/password")
  @Operation(summary = "修改密码 The own password; all sessions end, this one too")
  ResponseEntity<Void> change(
      @AuthenticationPrincipal Caller caller, @RequestBody ChangeRequest body) {
    Problems.orThrow(
        desk.change(
            caller,
            Objects.requireNonNullElse(body.old(), ""),
            Objects.requireNonNullElse(body.password(), "")));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/api/pub/password/owner")
  @Operation(summary = "重置链接是谁的 Whose link it is; 404 when it was used or is over")
  OwnerView owner(@RequestBody RedeemRequest body) {
    return view(Problems.orThrow(desk.whose(Objects.requireNonNullElse(body.token(), ""))));
  }

  @PostMapping("/api/pub/password")
  @Operation(summary = "用链接重置密码 Sets a new password by a link, once")
  OwnerView redeem(@RequestBody RedeemRequest body, HttpServletRequest request) {
    return view(
        Problems.orThrow(
            desk.redeem(
                Objects.requireNonNullElse(body.token(), ""),
                Objects.requireNonNullElse(body.password(), ""),
                request.getRemoteAddr())));
  }

  private static OwnerView view(User user) {
    return new OwnerView(user.login(), user.name());
  }
}
