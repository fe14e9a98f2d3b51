package furong.work.open311;

import furong.base.Result.Refusal;
import furong.cases.CityCases;
import furong.cases.ReportDesk;
import furong.cases.ReportDesk.Received;
import furong.cases.ReportStore;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.people.ApiClient;
import furong.people.ApiClientDesk;
import furong.serve.Problems;
import furong.serve.Problems.ProblemException;
import furong.work.reports.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): services, definitions, requests, tokens, in
 * XML and JSON, with the specification's own form of errors. A request is a citizen's report; its
 * {@code service_request_id} is the number of its case, its token the secret that follows it.
 */
@RestController
@RequestMapping("/open311/v2")
public class Open311Controller {

  /** Whether programs without a key may bring reports, by the city's settings. */
  public record Openness(boolean withoutKey) {}

  /** As on the citizens' page: one address is often many people. */
  private static final int WITHOUT_KEY_AN_HOUR = 60;

  private final ReportDesk desk;
  private final ReportStore reports;
  private final ApiClientDesk clients;
  private final CityProfile city;
  private final RequestViews views;
  private final ServiceList services;
  private final Openness openness;
  private final InstantSource time;
  private final RateLimit anonymous;
  private final RateLimit keyed;

  Open311Controller(
      ReportDesk desk,
      ReportStore reports,
      ApiClientDesk clients,
      CityProfile city,
      CityCases rules,
      Openness openness,
      InstantSource time) {
    this.desk = desk;
    this.reports = reports;
    this.clients = clients;
    this.city = city;
    this.views = new RequestViews(city);
    this.services = new ServiceList(rules.categories());
    this.openness = openness;
    this.time = time;
    this.anonymous = new RateLimit(Duration.ofHours(1), time);
    this.keyed = new RateLimit(Duration.ofMinutes(1), time);
  }

  @GetMapping("/discovery.{format}")
  ResponseEntity<byte[]> discovery(@PathVariable String format, HttpServletRequest request) {
    Map<String, Object> endpoint = new LinkedHashMap<>();
    endpoint.put("specification", "http://wiki.open311.org/GeoReport_v2");
    endpoint.put("url", base(request) + "/open311/v2");
    endpoint.put("changeset", CHANGED);
    endpoint.put("type", "production");
    endpoint.put("formats", List.of("text/xml", "application/json"));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("changeset", CHANGED);
    all.put("contact", base(request) + "/pub");
    all.put("key_service", "An administrator of the city gives keys: " + base(request));
    all.put("endpoints", List.of(endpoint));
    return new Document("discovery", all).answer(HttpStatus.OK, Form.of(format));
  }

  /** When this form of the services was made; part of every discovery document. */
  private static final String CHANGED = "2026-11-25T00:00:00+08:00";

  @GetMapping("/services.{format}")
  ResponseEntity<byte[]> services(
      @PathVariable String format,
      @RequestParam(defaultValue = "zh-CN") String lang,
      HttpServletRequest request) {
    jurisdiction(request);
    return new Document(
            "services", services.list().stream().map(c -> ServiceList.service(c, lang)).toList())
        .answer(HttpStatus.OK, Form.of(format));
  }

  @GetMapping("/services/{code}.{format}")
  ResponseEntity<byte[]> definition(
      @PathVariable String code,
      @PathVariable String format,
      @RequestParam(defaultValue = "zh-CN") String lang,
      HttpServletRequest request) {
    jurisdiction(request);
    return new Document("service_definition", ServiceList.definition(services.get(code), lang))
        .answer(HttpStatus.OK, Form.of(format));
  }

  @PostMapping("/requests.{format}")
  ResponseEntity<byte[]> post(@PathVariable String format, HttpServletRequest request) {
    Form form = Form.of(format);
    jurisdiction(request);
    @Nullable ApiClient client = client(request);
    Received received =
        Problems.orThrow(desk.receive(new RequestForm(said(request), client, services).draft()));
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("service_request_id", received.entry().matter().number());
    out.put(
        "service_notice",
        received.link() == null
            ? null
            : "进度查询 Follow it at " + base(request) + "/pub/r/" + received.link());
    out.put("account_id", null);
    return new Document("service_requests", List.of(out))
        .answer(received.known() ? HttpStatus.OK : HttpStatus.CREATED, form);
  }

  @GetMapping("/requests.{format}")
  ResponseEntity<byte[]> requests(
      @PathVariable String format,
      @RequestParam(defaultValue = "zh-CN") String lang,
      HttpServletRequest request) {
    jurisdiction(request);
    List<Entry> found = reports.list(RequestQuery.of(said(request), time.instant()));
    return answer(found, request, lang, Form.of(format));
  }

  @GetMapping("/requests/{number}.{format}")
  ResponseEntity<byte[]> request(
      @PathVariable String number,
      @PathVariable String format,
      @RequestParam(defaultValue = "zh-CN") String lang,
      HttpServletRequest request) {
    jurisdiction(request);
    Map<String, String> one = Map.of("service_request_id", number);
    List<Entry> found = reports.list(RequestQuery.of(one, time.instant()));
    if (found.isEmpty()) {
      throw Problems.refuse(
          Refusal.NOT_FOUND,
          "service_request_id",
          "service_request_id " + number + " was not found");
    }
    return answer(found, request, lang, Form.of(format));
  }

  /** Every service is realtime, so nobody needs this; it answers for the secret of a report. */
  @GetMapping("/tokens/{token}.{format}")
  ResponseEntity<byte[]> token(
      @PathVariable String token, @PathVariable String format, HttpServletRequest request) {
    jurisdiction(request);
    Entry entry =
        desk.follow(token)
            .orElseThrow(() -> Problems.refuse(Refusal.NOT_FOUND, "token", "token was not found"));
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("service_request_id", entry.matter().number());
    out.put("token", token);
    return new Document("service_requests", List.of(out)).answer(HttpStatus.OK, Form.of(format));
  }

  private ResponseEntity<byte[]> answer(
      List<Entry> found, HttpServletRequest request, String lang, Form form) {
    String base = base(request);
    return new Document(
            "service_requests",
            found.stream().map(entry -> views.request(entry, base, lang)).toList())
        .answer(HttpStatus.OK, form);
  }

  /** Refusals in the form of the specification; the status is mapped in {@link Problems} alone. */
  @ExceptionHandler(ProblemException.class)
  ResponseEntity<byte[]> refused(ProblemException e, HttpServletRequest request) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", e.detail().getStatus());
    error.put("description", e.detail().getDetail());
    return new Document("errors", List.of(error))
        .answer(HttpStatus.valueOf(e.detail().getStatus()), Form.guess(request.getRequestURI()));
  }

  private @Nullable ApiClient client(HttpServletRequest request) {
    @Nullable String key = request.getParameter("api_key");
    if (key == null || key.isBlank()) {
      if (!openness.withoutKey()) {
        throw Problems.refuse(Refusal.FORBIDDEN, "api_key", "Missing api_key");
      }
      anonymous.count(request.getRemoteAddr(), WITHOUT_KEY_AN_HOUR);
      return null;
    }
    Optional<ApiClient> known = clients.of(key);
    ApiClient client =
        known.orElseThrow(
            () -> Problems.refuse(Refusal.FORBIDDEN, "api_key", "Invalid api_key received"));
    keyed.count(Long.toString(client.id()), client.perMinute());
    return client;
  }

  /** One city lives here; whoever names another is at the wrong door. */
  private void jurisdiction(HttpServletRequest request) {
    @Nullable String said = request.getParameter("jurisdiction_id");
    if (said != null && !said.isBlank() && !said.equals(city.id())) {
      throw Problems.refuse(
          Refusal.NOT_FOUND, "jurisdiction_id", "jurisdiction_id " + said + " was not found");
    }
  }

  private static Map<String, String> said(HttpServletRequest request) {
    Map<String, String> said = new TreeMap<>();
    request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
    return said;
  }

  private static String base(HttpServletRequest request) {
    boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80); // written by nobody
    return request.getScheme()
        + "://"
        + request.getServerName()
        + (usual ? "" : ":" + request.getServerPort());
  }
}
