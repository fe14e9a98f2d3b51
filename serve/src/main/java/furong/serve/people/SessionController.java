package furong.serve.people;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.people.Caller;
import furong.people.LoginDesk;
import furong.people.LoginDesk.Opened;
import furong.people.LoginPolicy;
import furong.people.Role;
import furong.people.User;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "session", description = "登录与会话 Login and session")
public class SessionController {

  private final LoginDesk desk;
  private final LoginPolicy policy;
  private final CityProfile city;

  SessionController(LoginDesk desk, LoginPolicy policy, CityProfile city) {
    this.desk = desk;
    this.policy = policy;
    this.city = city;
  }

  /** What is typed into the form. */
  public record LoginRequest(@Nullable String login, @Nullable String password) {}

  /** A thing with a code or id and a name. */
  public record CodeAndName(String code, Text name) {}

  public record IdAndName(String id, Text name) {}

  /** The person who is logged in. */
  public record UserView(
      String id,
      String login,
      Text name,
      List<Role> roles,
      CodeAndName division,
      List<String> scope,
      @Nullable IdAndName organisation) {}

  @PostMapping
  @Operation(
      summary = "登录 Log in",
      description = "Sets an HttpOnly cookie. Repeated wrong passwords lock the login for a while.")
  ResponseEntity<UserView> login(@RequestBody LoginRequest body, HttpServletRequest request) {
    String login = body.login() == null ? "" : body.login();
    String password = body.password() == null ? "" : body.password();
    Opened opened = Problems.orThrow(desk.login(login, password, request.getRemoteAddr()));
    return ResponseEntity.ok()
        .header(
            HttpHeaders.SET_COOKIE,
            cookie(opened.token(), policy.session(), request.isSecure()).toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(view(opened.user()));
  }

  @GetMapping
  @Operation(summary = "当前用户 Who is logged in; 401 when nobody is")
  ResponseEntity<UserView> who(@AuthenticationPrincipal @Nullable Caller caller) {
    if (caller == null) {
      throw Problems.refuse(Refusal.UNAUTHENTICATED, "login.none", "Please log in.");
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(view(caller.user()));
  }

  @DeleteMapping
  @Operation(summary = "退出 Log out")
  ResponseEntity<Void> logout(
      @AuthenticationPrincipal @Nullable Caller caller, HttpServletRequest request) {
    if (caller != null) {
      CallerFilter.token(request).ifPresent(token -> desk.logout(token, caller));
    }
    return ResponseEntity.noContent()
        .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request.isSecure()).toString())
        .build();
  }

  private static ResponseCookie cookie(String token, Duration age, boolean secure) {
    return ResponseCookie.from(CallerFilter.COOKIE, token)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(secure)
        .path("/")
        .maxAge(age)
        .build();
  }

  private UserView view(User user) {
    String home = user.scope().home();
    @Nullable IdAndName organisation =
        user.organisation() == null
            ? null
            : new IdAndName(
                user.organisation(),
                city.findOrganisation(user.organisation())
                    .map(Organisation::name)
                    .orElse(Text.of(user.organisation(), "")));
    return new UserView(
        user.id(),
        user.login(),
        user.name(),
        user.roles().stream().toList(),
        new CodeAndName(
            home, city.divisions().find(home).map(Division::name).orElse(Text.of(home, ""))),
        user.scope().divisions(),
        organisation);
  }
}
