package furong.sense.keys;

import furong.observe.DeviceKeys.DeviceKey;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/device-keys}: for administrators. */
@RestController
@RequestMapping("/api/device-keys")
@Tag(name = "device-keys", description = "设备密钥 Keys of devices and gateways")
public class DeviceKeyController {

  private final DeviceKeyDesk desk;

  DeviceKeyController(DeviceKeyDesk desk) {
    this.desk = desk;
  }

  /**
   * What a new key is called and may write.
   *
   * @param certificate that stands in the place of a secret: PEM or its SHA-256
   */
  public record NewKey(
      @Nullable String name,
      @Nullable List<Long> things,
      @Nullable List<Long> datastreams,
      @Nullable String certificate) {}

  /**
   * A key without its secret.
   *
   * @param certificate SHA-256 of the certificate that stands in its place; empty for none
   */
  public record KeyView(
      long id,
      String name,
      String certificate,
      List<Long> things,
      List<Long> datastreams,
      Instant made,
      String by,
      @Nullable Instant revoked) {

    static KeyView of(DeviceKey k) {
      return new KeyView(
          k.id(),
          k.name(),
          k.certificate(),
          k.things(),
          k.datastreams(),
          k.made(),
          k.by(),
          k.revoked());
    }
  }

  /** A new key; {@code secret} is shown this one time, and empty where a certificate stands. */
  public record MadeView(KeyView key, String secret) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "新建密钥 Make a key that writes to some things or datastreams only",
      description =
          "The secret is in this answer and nowhere else. Send it as `Authorization: Bearer ...`,"
              + " or as the password of MQTT. With a certificate there is no secret: the device shows"
              + " it to the proxy, which tells us by the header X-Forwarded-Client-Cert.")
  MadeView make(@AuthenticationPrincipal Caller caller, @RequestBody NewKey wanted) {
    String name = wanted.name() == null ? "" : wanted.name();
    List<Long> things = wanted.things() == null ? List.of() : wanted.things();
    List<Long> datastreams = wanted.datastreams() == null ? List.of() : wanted.datastreams();
    String certificate = wanted.certificate() == null ? "" : wanted.certificate().strip();
    DeviceKeyDesk.Made made =
        Problems.orThrow(
            certificate.isEmpty()
                ? desk.make(caller, name, things, datastreams)
                : desk.certify(caller, name, certificate, things, datastreams));
    return new MadeView(KeyView.of(made.key()), made.secret());
  }

  @GetMapping
  @Operation(summary = "密钥列表 Keys, newest first; never their secrets")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.may(caller.user(), Set.of(Role.ADMIN)));
    if (format.equals("csv")) {
      return Lists.csv(
          "device-keys.csv",
          List.of("id", "name", "things", "datastreams", "made", "by", "revoked", "certificate"),
          desk.keys().list(0, Lists.MAX_EXPORT).stream().map(DeviceKeyController::row).toList());
    }
    Lists.check(page, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            desk.keys().list(page * size, size).stream().map(KeyView::of).toList(),
            desk.keys().count(),
            page,
            size));
  }

  private static List<String> row(DeviceKey k) {
    return List.of(
        Long.toString(k.id()),
        k.name(),
        spaced(k.things()),
        spaced(k.datastreams()),
        k.made().toString(),
        k.by(),
        k.revoked() == null ? "" : k.revoked().toString(),
        k.certificate());
  }

  private static String spaced(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "吊销密钥 Revoke a key: from now on it writes nothing")
  KeyView revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return KeyView.of(Problems.orThrow(desk.revoke(caller, id)));
  }
}
