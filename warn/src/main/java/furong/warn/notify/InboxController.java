package furong.warn.notify;

import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.notify.Contact;
import furong.notify.Notification;
import furong.notify.NotificationStore;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A person's own inbox, and how that person is reached. */
@RestController
@Tag(name = "inbox", description = "通知 Notifications")
public class InboxController {

  /** One page of an inbox is marked at once. */
  private static final int MOST_READ = 1_000;

  private final NotificationStore store;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  InboxController(
      NotificationStore store, AuditTrail audit, Transactions transactions, InstantSource time) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** One message. @param step 0 for the first telling, then the escalations */
  public record MessageView(
      String id,
      int level,
      int step,
      String subject,
      String body,
      List<String> alerts,
      List<String> cases,
      Instant at,
      @Nullable Instant readAt) {}

  /** A page of the inbox, and how much of all is unread. */
  public record Inbox(List<MessageView> items, long total, int page, int size, long unread) {}

  @GetMapping("/api/inbox")
  @Operation(summary = "收件箱 The caller's inbox, newest first")
  ResponseEntity<?> inbox(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Lists.check(page, size);
    String user = caller.user().id();
    if (Lists.isFile(format)) {
      List<MessageView> all = messages(user, unread, 0, Lists.MAX_EXPORT);
      return Lists.file(format, "inbox", MessageView.class, all);
    }
    return ResponseEntity.ok(
        new Inbox(
            messages(user, unread, page * size, size),
            store.countInbox(user, unread),
            page,
            size,
            store.countInbox(user, true)));
  }

  private List<MessageView> messages(String user, boolean unread, int offset, int limit) {
    return store.inbox(user, unread, offset, limit).stream().map(InboxController::view).toList();
  }

  private static MessageView view(Notification n) {
    return new MessageView(
        Long.toString(n.id()),
        n.level().number(),
        n.step(),
        n.subject(),
        n.body(),
        n.alerts(),
        n.cases().stream().map(String::valueOf).toList(),
        n.createdAt(),
        n.readAt());
  }

  public record ReadBody(@Nullable List<Long> ids) {}

  @PostMapping("/api/inbox/read")
  @Operation(summary = "标为已读 Marks messages of the caller as read")
  Map<String, Long> read(@AuthenticationPrincipal Caller caller, @RequestBody ReadBody body) {
    List<Long> ids = Given.need(body.ids(), "ids");
    if (ids.size() > MOST_READ) {
      throw Problems.refuse(Refusal.TOO_LARGE, "inbox.many", "At most " + MOST_READ + " at once");
    }
    store.read(caller.user().id(), ids, time.instant());
    return Map.of("unread", store.countInbox(caller.user().id(), true));
  }

  /** How the caller is reached. */
  public record ContactBody(
      @Nullable String mail, @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo) {}

  @GetMapping("/api/contact")
  @Operation(summary = "通知方式 How the caller is reached")
  ContactBody contact(@AuthenticationPrincipal Caller caller) {
    Contact c = store.contact(caller.user().id());
    return new ContactBody(c.mail(), c.quietFrom(), c.quietTo());
  }

  @PostMapping("/api/contact")
  @Operation(summary = "设置通知方式 Sets mail address and quiet hours of the caller")
  ContactBody setContact(@AuthenticationPrincipal Caller caller, @RequestBody ContactBody body) {
    String user = caller.user().id();
    try {
      String mail = Given.need(body.mail(), "mail").strip();
      Contact c = new Contact(user, mail, body.quietFrom(), body.quietTo());
      transactions.inOne(() -> {
        Contact before = store.contact(user);
        store.save(c);
        audit.append(
            AuditEntry.of(
                time.instant(),
                caller,
                "",
                "contact.set",
                "user/" + user,
                facts(before),
                facts(c)));
      });
      return body;
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "contact.wrong", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> facts(Contact c) {
    return Map.of(
        "mail", c.mail(),
        "quietFrom", Objects.toString(c.quietFrom(), ""),
        "quietTo", Objects.toString(c.quietTo(), ""));
  }
}
