package furong.serve.people;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.people.Caller;
import furong.people.PasswordDesk;
import furong.people.Role;
import furong.people.User;
import furong.people.UserDesk;
import furong.people.UserDesk.Wanted;
import furong.people.UserStore.Account;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People and their accounts; for administrators. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "users", description = "账号 People and their accounts")
public class UserController {

  private final UserDesk desk;
  private final PasswordDesk passwords;
  private final Names names;
  private final CityProfile city;

  UserController(UserDesk desk, PasswordDesk passwords, Names names, CityProfile city) {
    this.desk = desk;
    this.passwords = passwords;
    this.names = names;
    this.city = city;
  }

  public record UserRequest(
      @Nullable String login,
      @Nullable String nameZh,
      @Nullable String nameEn,
      @Nullable List<String> roles,
      @Nullable List<String> divisions,
      @Nullable String organisation) {}

  public record RoleView(String code, Text title) {}

  public record UserView(
      String id,
      String login,
      Text name,
      List<RoleView> roles,
      List<String> divisions,
      @Nullable String organisation,
      @Nullable Text organisationName,
      @Nullable Instant closedAt) {}

  /** The token is in this answer and never again. */
  public record LinkView(UserView user, String token, Instant until) {}

  /** The password is in this answer and never again. */
  public record GivenView(UserView user, String password) {}

  @GetMapping
  @Operation(summary = "账号列表 Accounts by login; format=csv or xlsx for a file")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    List<UserView> all = Problems.orThrow(desk.list(caller)).stream().map(this::view).toList();
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(Lists.page(all, page, size));
    }
    return Lists.file(
        format,
        "users",
        List.of("login", "name", "roles", "divisions", "organisation", "closed_at"),
        all.stream()
            .map(u ->
                List.of(
                    u.login(),
                    u.name().zh(),
                    u.roles().stream().map(RoleView::code).collect(Collectors.joining(" ")),
                    String.join(" ", u.divisions()),
                    Objects.toString(u.organisation(), ""),
                    Objects.toString(u.closedAt(), "")))
            .toList());
  }

  @PostMapping
  @Operation(summary = "开通账号 Gives a person an account; its password is in this answer alone")
  ResponseEntity<GivenView> give(
      @AuthenticationPrincipal Caller caller, @RequestBody UserRequest body) {
    UserDesk.Given given = Problems.orThrow(desk.give(caller, wanted(body)));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new GivenView(view(new Account(given.user(), null)), given.password()));
  }

  @PostMapping("/{id}")
  @Operation(
      summary = "变更账号 Changes name, roles, divisions and organisation; the sessions of it end")
  UserView change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody UserRequest body) {
    Account changed = Problems.orThrow(desk.change(caller, id, wanted(body)));
    names.forget(id);
    return view(changed);
  }

  @PostMapping("/{id}/close")
  @Operation(summary = "停用账号 Closes an account; it stays, since the audit trail names it")
  UserView close(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(Problems.orThrow(desk.close(caller, id)));
  }

  @PostMapping("/{id}/reopen")
  @Operation(summary = "恢复账号 Opens a closed account again")
  UserView reopen(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(Problems.orThrow(desk.reopen(caller, id)));
  }

  @PostMapping("/{id}/password-link")
  @Operation(summary = "重置密码 A link by which the person sets a new password, once, within a day")
  ResponseEntity<LinkView> link(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    PasswordDesk.Link link = Problems.orThrow(passwords.link(caller, id));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new LinkView(view(new Account(link.user(), null)), link.token(), link.until()));
  }

  private Wanted wanted(UserRequest body) {
    return new Wanted(
        Objects.requireNonNullElse(body.login(), ""),
        Objects.requireNonNullElse(body.nameZh(), ""),
        Objects.requireNonNullElse(body.nameEn(), ""),
        roles(Objects.requireNonNullElse(body.roles(), List.of())),
        body.divisions() == null || body.divisions().isEmpty()
            ? List.of(city.divisions().root().code())
            : body.divisions(),
        body.organisation() == null || body.organisation().isBlank() ? null : body.organisation());
  }

  private static Set<Role> roles(List<String> names) {
    return names.stream().map(UserController::role).collect(Collectors.toSet());
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Problems.refuse(Refusal.INVALID, "user.roles", "There is no role " + name));
  }

  private UserView view(Account account) {
    User user = account.user();
    @Nullable String organisation = user.organisation();
    return new UserView(
        user.id(),
        user.login(),
        user.name(),
        user.roles().stream().map(r -> new RoleView(r.name(), r.title())).toList(),
        user.scope().divisions(),
        organisation,
        organisation == null
            ? null
            : city.findOrganisation(organisation).map(Organisation::name).orElse(null),
        account.closedAt());
  }
}
