package furong.warn.cap;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import furong.city.CityProfile;
import furong.notify.cap.CapDesk;
import furong.notify.cap.CapDesk.Receipt;
import furong.notify.cap.CapMessage;
import furong.notify.cap.CapSigner;
import furong.notify.cap.OwnAlerts;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.serve.Problems;
import furong.serve.people.Callers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Our alerts as CAP 1.2, and the door for warnings of others. */
@RestController
@RequestMapping("/cap")
@Tag(name = "cap", description = "公共预警协议 Common Alerting Protocol 1.2")
public class CapController {

  private static final MediaType CAP =
      new MediaType("application", "cap+xml", StandardCharsets.UTF_8);
  private static final MediaType ATOM =
      new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

  /** A reader that comes once a day still sees every cancellation. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /** A feed that is longer is not a feed of what is wrong, but of a storm; the worst come first. */
  private static final int MOST_ENTRIES = 500;

  private final AlertStore alerts;
  private final OwnAlerts own;
  private final CapSigner signer;
  private final CapDesk desk;
  private final CapAccess access;
  private final AuditTrail audit;
  private final CityProfile city;
  private final InstantSource time;

  CapController(
      AlertStore alerts,
      OwnAlerts own,
      CapSigner signer,
      CapDesk desk,
      CapAccess access,
      AuditTrail audit,
      CityProfile city,
      InstantSource time) {
    this.alerts = alerts;
    this.own = own;
    this.signer = signer;
    this.desk = desk;
    this.access = access;
    this.audit = audit;
    this.city = city;
    this.time = time;
  }

  @GetMapping("/alerts.atom")
  @Operation(summary = "预警信息源 Open alerts, and those that cleared within a day, as Atom")
  ResponseEntity<String> feed(HttpServletRequest request) {
    access.checkReader(request, caller());
    Instant now = time.instant();
    Instant since = now.minus(REMEMBERED);
    Query open = Query.open(List.of(), MOST_ENTRIES);
    Query cleared =
        new Query(List.of(), false, Set.of(), null, since, null, null, null, 0, MOST_ENTRIES);
    List<Alert> all =
        Stream.concat(alerts.list(open).stream(), alerts.list(cleared).stream())
            .filter(Alert::live)
            .limit(MOST_ENTRIES)
            .toList();
    String root = root(request);
    List<AtomFeed.Entry> entries = all.stream().map(a -> entry(a, root)).toList();
    Instant updated =
        entries.stream().map(AtomFeed.Entry::updated).max(Instant::compareTo).orElse(now);
    String title = city.name().zh() + " 风险提示 " + city.name().en() + " risk notices (Furong)";
    return ResponseEntity.ok()
        .contentType(ATOM)
        .body(
            AtomFeed.write(
                "urn:furong:cap:" + city.id(), title, root + "/cap/alerts.atom", updated, entries));
  }

  private AtomFeed.Entry entry(Alert alert, String root) {
    Text headline = own.headline(alert);
    String state = alert.open() ? "" : "（已解除 cleared）";
    return new AtomFeed.Entry(
        "urn:furong:cap:" + city.id() + ":" + alert.id(),
        (alert.simulated() ? "[模拟 simulated] " : "") + headline.zh() + " / " + headline.en(),
        alert.changedAt(),
        alert.level().name() + " " + alert.reason() + state,
        root + "/cap/alerts/" + alert.id() + ".xml");
  }

  @GetMapping("/alerts/{id}.xml")
  @Operation(summary = "CAP 报文 The latest message of an alert, signed; or one of its history")
  ResponseEntity<String> message(
      HttpServletRequest request,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer message) {
    access.checkReader(request, caller());
    Alert alert = Problems.orThrow(alerts.known(id));
    List<CapMessage> all = own.messages(alert, alerts.steps(id));
    int number = message == null ? all.size() : message;
    if (number < 1 || number > all.size()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "cap.message", "It has messages 1 to " + all.size());
    }
    return ResponseEntity.ok().contentType(CAP).body(signer.sign(all.get(number - 1)));
  }

  @GetMapping(value = "/key.pem", produces = "application/x-pem-file")
  @Operation(summary = "签名公钥 The public key that our messages are signed with")
  String key() {
    return signer.publicPem();
  }

  @PostMapping("/in")
  @Operation(summary = "接收外部预警 Takes a CAP message, an Atom feed or an EDXL-DE envelope of them")
  Receipt take(HttpServletRequest request, @RequestBody byte[] body) {
    @Nullable Caller caller = caller();
    String via = access.writer(request, caller);
    Receipt receipt = Problems.orThrow(desk.take(body, via));
    if (caller != null) {
      List<String> fresh = new ArrayList<>();
      receipt.taken().stream().filter(CapDesk.Taken::isNew).forEach(t -> fresh.add(t.key()));
      audit.append(
          AuditEntry.of(
              time.instant(),
              caller,
              "OPERATOR",
              "warning.take",
              "warning/" + String.join(" ", fresh),
              Map.of(),
              Map.of("messages", Integer.toString(receipt.taken().size()))));
    }
    return receipt;
  }

  private static @Nullable Caller caller() {
    return Callers.current().<@Nullable Caller>map(c -> c).orElse(null);
  }

  private static String root(HttpServletRequest request) {
    StringBuffer url = request.getRequestURL();
    return url.substring(0, url.indexOf(request.getRequestURI()));
  }
}
