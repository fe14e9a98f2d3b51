package furong.warn.notify;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Level;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.notify.Channel.Outcome;
import furong.notify.Courier;
import furong.notify.Hook;
import furong.notify.Notification;
import furong.notify.NotificationStore;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.SecretToken;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks and the outbox, for administrators. A secret is written, never read. */
@RestController
@Tag(name = "hooks", description = "回调与发件箱 Webhooks and the outbox")
public class HookController {

  private static final Set<Role> ROLES = Set.of(Role.ADMIN);

  private final NotificationStore store;
  private final Courier courier;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  HookController(
      NotificationStore store,
      Courier courier,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.courier = courier;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  public record HookView(
      String id, String name, String url, String division, int mildest, boolean active) {}

  /** A webhook with its secret, which is shown in this answer and never again. */
  public record SavedHook(@JsonUnwrapped HookView hook, @Nullable String secret) {}

  /**
   * @param secret empty keeps the one that is there; a new webhook without one is given one
   */
  public record HookBody(
      @Nullable Long id,
      @Nullable String name,
      @Nullable String url,
      @Nullable String secret,
      @Nullable String division,
      int mildest,
      boolean active) {}

  @GetMapping("/api/hooks")
  @Operation(summary = "回调列表 Webhooks")
  ResponseEntity<?> list(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.may(caller.user(), ROLES));
    List<HookView> all =
        store.hooks().stream()
            .filter(h -> caller.user().scope().covers(h.division()))
            .map(HookController::view)
            .toList();
    return Lists.answer(format, "webhooks", HookView.class, all);
  }

  @PostMapping("/api/hooks")
  @Operation(summary = "设置回调 Makes or changes a webhook")
  SavedHook save(@AuthenticationPrincipal Caller caller, @RequestBody HookBody body) {
    String division = Given.need(body.division(), "division");
    Problems.orThrow(Rights.may(caller.user(), ROLES, division));
    long id = body.id() == null ? 0 : body.id();
    if (id != 0) {
      touch(caller, id);
    }
    String secret = secretOf(body, id);
    if (body.mildest() < 1 || body.mildest() > Level.values().length) {
      throw Problems.refuse(Refusal.INVALID, "hook.level", "a level is 1 to 4");
    }
    try {
      Level mildest = Level.values()[body.mildest() - 1];
      Hook hook =
          new Hook(
              id,
              Given.need(body.name(), "name"),
              Given.need(body.url(), "url"),
              secret,
              division,
              mildest,
              body.active());
      Hook saved =
          transactions.inOne(() -> {
            Hook kept = store.save(hook);
            note(caller, "hook.save", kept.id(), Map.of("name", hook.name(), "url", hook.url()));
            return kept;
          });
      return new SavedHook(view(saved), id == 0 ? secret : null);
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "hook.wrong", String.valueOf(e.getMessage()));
    }
  }

  private String secretOf(HookBody body, long id) {
    String given = Objects.requireNonNullElse(body.secret(), "");
    return !given.isEmpty() ? given : id == 0 ? SecretToken.make() : find(id).secret();
  }

  private Hook find(long id) {
    return store.hooks().stream()
        .filter(h -> h.id() == id)
        .findFirst()
        .orElseThrow(
            () -> Problems.refuse(Refusal.NOT_FOUND, "hook.none", "There is no webhook " + id));
  }

  /** A webhook for one who answers for the division that it tells of. */
  private Hook touch(Caller caller, long id) {
    Problems.orThrow(Rights.may(caller.user(), ROLES));
    Hook h = find(id);
    Problems.orThrow(Rights.may(caller.user(), ROLES, h.division()));
    return h;
  }

  @PostMapping("/api/hooks/{id}/secret")
  @Operation(summary = "更换密钥 Gives a webhook a new secret; it is in this answer and never again")
  SavedHook renew(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    Hook h = touch(caller, id);
    String secret = SecretToken.make();
    Hook kept =
        transactions.inOne(() -> {
          note(caller, "hook.secret", id, Map.of("name", h.name()));
          return store.save(
              new Hook(id, h.name(), h.url(), secret, h.division(), h.mildest(), h.active()));
        });
    return new SavedHook(view(kept), secret);
  }

  /** What came of a test. @param outcome DELIVERED, LATER or NEVER */
  public record TestView(String outcome, String why) {}

  @PostMapping("/api/hooks/{id}/test")
  @Operation(summary = "测试发送 Sends a test message now, once, and says what came of it")
  TestView test(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    Hook h = touch(caller, id);
    note(caller, "hook.test", id, Map.of("url", h.url()));
    return switch (courier.once(testMessage(h, time.instant()))) {
      case Outcome.Delivered() -> new TestView("DELIVERED", "");
      case Outcome.Later(String why) -> new TestView("LATER", why);
      case Outcome.Never(String why) -> new TestView("NEVER", why);
    };
  }

  private static Notification testMessage(Hook h, Instant now) {
    return new Notification(
        0,
        "test/" + h.id() + "/" + now.toEpochMilli(),
        "webhook",
        Long.toString(h.id()),
        h.url(),
        List.of(),
        List.of(),
        0,
        Level.IV,
        h.division(),
        "[测试 Test] 芙蓉 Furong",
        "这是一条测试消息，没有任何告警。This is a test; nothing has happened.",
        now,
        now,
        0,
        Notification.State.WAITING,
        "",
        null,
        null);
  }

  @DeleteMapping("/api/hooks/{id}")
  @Operation(summary = "删除回调 Removes a webhook")
  Map<String, Boolean> remove(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    touch(caller, id);
    transactions.inOne(() -> {
      store.removeHook(id);
      note(caller, "hook.remove", id, Map.of());
    });
    return Map.of("removed", true);
  }

  private void note(Caller caller, String action, long id, Map<String, String> after) {
    audit.append(
        AuditEntry.of(
            time.instant(), caller, Role.ADMIN.name(), action, "hook/" + id, Map.of(), after));
  }

  private static HookView view(Hook h) {
    return new HookView(
        Long.toString(h.id()), h.name(), h.url(), h.division(), h.mildest().number(), h.active());
  }

  /** One message on its way. @param error what the last try came to */
  public record SentView(
      String id,
      String key,
      String channel,
      String recipient,
      String subject,
      String state,
      int attempts,
      String error,
      Instant createdAt,
      Instant dueAt,
      @Nullable Instant sentAt) {}

  @PostMapping("/api/outbox/{id}/retry")
  @Operation(summary = "重新发送 Gives a failed message all its tries again, the first one now")
  Map<String, Boolean> retry(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    Problems.orThrow(Rights.may(caller.user(), ROLES));
    transactions.inOne(() -> {
      if (!store.retry(id, time.instant())) {
        throw Problems.refuse(Refusal.NOT_FOUND, "outbox.none", "There is no failed message " + id);
      }
      audit.append(
          AuditEntry.of(
              time.instant(),
              caller,
              Role.ADMIN.name(),
              "outbox.retry",
              "notification/" + id,
              Map.of(),
              Map.of()));
    });
    return Map.of("waiting", true);
  }

  @GetMapping("/api/outbox")
  @Operation(summary = "发件箱 What was sent, what waits and what failed, newest first")
  ResponseEntity<?> outbox(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) Notification.@Nullable State state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.may(caller.user(), ROLES));
    Lists.check(page, size);
    if (Lists.isFile(format)) {
      return Lists.file(format, "outbox", SentView.class, sent(state, 0, Lists.MAX_EXPORT));
    }
    return ResponseEntity.ok(
        new Lists.Slice<>(sent(state, page * size, size), store.countOutbox(state), page, size));
  }

  private List<SentView> sent(Notification.@Nullable State state, int offset, int limit) {
    return store.outbox(state, offset, limit).stream()
        .map(n ->
            new SentView(
                Long.toString(n.id()),
                n.key(),
                n.channel(),
                n.recipient(),
                n.subject(),
                n.state().name(),
                n.attempts(),
                n.error(),
                n.createdAt(),
                n.dueAt(),
                n.sentAt()))
        .toList();
  }
}
