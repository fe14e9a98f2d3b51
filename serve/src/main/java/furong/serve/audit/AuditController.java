package furong.serve.audit;

import furong.base.Text;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.AuditTrail.Query;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.people.Names;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/audit}: who changed what, when, from where. Read only, for ever. */
@RestController
@Tag(name = "audit", description = "审计 Audit trail")
public class AuditController {

  private final AuditTrail trail;
  private final Names names;

  AuditController(AuditTrail trail, Names names) {
    this.trail = trail;
    this.names = names;
  }

  /** Who did it. */
  public record By(String id, String login, Text name) {}

  /**
   * One entry.
   *
   * @param action dotted, as programs compare it
   * @param title what people call it
   */
  public record EntryView(
      String id,
      Instant at,
      By by,
      String role,
      String action,
      Text title,
      String subject,
      Map<String, String> before,
      Map<String, String> after,
      String from) {}

  @GetMapping("/api/audit")
  @Operation(summary = "审计记录 The audit trail, newest first; for administrators")
  ResponseEntity<?> audit(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "such as case/17, or case/ for all cases")
          @RequestParam(required = false)
          @Nullable String subject,
      @Parameter(description = "user id or login") @RequestParam(required = false)
          @Nullable String by,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Problems.orThrow(Rights.may(caller.user(), Set.of(Role.ADMIN)));
    if (Lists.isFile(format)) {
      Query all = new Query(subject, by, from, to, 0, Lists.MAX_EXPORT);
      return Lists.file(
          format,
          "audit",
          List.of(
              "id", "at", "by", "login", "role", "action", "title", "subject", "before", "after",
              "from"),
          trail.list(all).stream().map(AuditController::row).toList());
    }
    Lists.check(page, size);
    Query query = new Query(subject, by, from, to, page * size, size);
    return ResponseEntity.ok(
        new Lists.Slice<>(
            trail.list(query).stream().map(this::view).toList(), trail.count(query), page, size));
  }

  private static List<String> row(AuditEntry e) {
    return List.of(
        Long.toString(e.id()),
        e.at().toString(),
        e.by(),
        e.login(),
        e.role(),
        e.action(),
        AuditWords.of(e.action()).zh(),
        e.subject(),
        e.before().toString(),
        e.after().toString(),
        e.from());
  }

  private EntryView view(AuditEntry e) {
    return new EntryView(
        Long.toString(e.id()),
        e.at(),
        new By(e.by(), e.login(), names.of(e.by())),
        e.role(),
        e.action(),
        AuditWords.of(e.action()),
        e.subject(),
        e.before(),
        e.after(),
        e.from());
  }
}
