package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Open311Client.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GeoReport v2 asks of a server, by a client of the specification, in both forms. */
class Open311Test {

  /** The fields of a request, in the words of the specification. */
  private static final List<String> REQUEST_FIELDS =
      List.of(
          "service_request_id",
          "status",
          "status_notes",
          "service_name",
          "service_code",
          "description",
          "agency_responsible",
          "service_notice",
          "requested_datetime",
          "updated_datetime",
          "expected_datetime",
          "address",
          "address_id",
          "zipcode",
          "lat",
          "long",
          "media_url");

  @TempDir static Path folder;
  private static OpenHouse house;
  private static String key = "";
  private static String trusted = "";

  private Open311Client json;

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder);
    Person admin = house.logIn("admin");
    key = admin.post("/api/clients", Map.of("name", "市民通")).is(201).text("/key");
    trusted =
        admin
            .post("/api/clients", Map.of("name", "12345", "trusted", true, "perMinute", 1000))
            .is(201)
            .text("/key");
    house.logIn("operator").post("/api/clients", Map.of("name", "x")).is(403);
    assertThat(admin.get("/api/clients").raw().body()).doesNotContain(key);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void empty() {
    house.empty();
    json = new Open311Client(house.base(), "json");
  }

  private Open311Client client(String format) {
    return new Open311Client(house.base(), format);
  }

  private static Map<String, String> hole(String... more) {
    Map<String, String> fields = new HashMap<>();
    fields.put("api_key", key);
    fields.put("service_code", "event-0113");
    fields.put("lat", "30.5");
    fields.put("long", "104.5");
    fields.put("description", "A hole & a <crack>\nin the road");
    for (int i = 0; i + 1 < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void listsServicesAndTheirQuestions(String format) {
    Open311Client client = client(format);
    Answer discovery = client.get("discovery", Map.of());
    assertThat(discovery.first("endpoints/0/specification"))
        .isEqualTo("http://wiki.open311.org/GeoReport_v2");
    assertThat(discovery.first("endpoints/0/url")).isEqualTo(house.base() + "/open311/v2");
    Answer services = client.get("services", Map.of("jurisdiction_id", "small"));
    assertThat(services.type())
        .isEqualToIgnoringCase(
            (format.equals("xml") ? "text/xml" : "application/json") + ";charset=utf-8");
    assertThat(services.all("service_code"))
        .contains("event-0113", "part-0101")
        .doesNotContain("event-01");
    assertThat(services.items().getFirst().keySet())
        .containsExactly(
            "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
    assertThat(services.all("type")).containsOnly("realtime");
    Answer definition = client.get("services/event-0113", Map.of("lang", "en"));
    assertThat(definition.first("service_code")).isEqualTo("event-0113");
    assertThat(definition.first("attributes/0/code")).isEqualTo("hazard");
    assertThat(definition.first("attributes/0/datatype")).isEqualTo("singlevaluelist");
    assertThat(definition.first("attributes/0/values/1/key")).isEqualTo("yes");
    Answer unknown = client.get("services/event-9999", Map.of());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.first("code")).isEqualTo("404");
    assertThat(client.get("services", Map.of("jurisdiction_id", "elsewhere")).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void takesARequestAndGivesItBack(String format) {
    Open311Client client = client(format);
    Answer posted =
        client.post(hole("attribute[hazard]", "yes", "first_name", "小明", "email", "w@x.cn"));
    assertThat(posted.status()).isEqualTo(201);
    String id = posted.first("service_request_id");
    assertThat(id).isEqualTo("CJ-20260302-00001");
    String notice = posted.first("service_notice");
    String token = notice.substring(notice.lastIndexOf('/') + 1);
    assertThat(client.get("tokens/" + token, Map.of()).first("service_request_id")).isEqualTo(id);

    Answer one = client.get("requests/" + id, Map.of());
    assertThat(one.items()).hasSize(1);
    assertThat(one.items().getFirst().keySet()).containsExactlyElementsOf(REQUEST_FIELDS);
    assertThat(one.first("status")).isEqualTo("open");
    assertThat(one.first("requested_datetime")).isEqualTo("2026-03-02T10:00:00+08:00");
    assertThat(one.first("lat")).isEqualTo("30.5");
    assertThat(one.first("description")).as("not released yet").isEmpty();
    Person operator = house.logIn("operator");
    String caseId = operator.get("/api/cases").text("/items/0/id");
    operator.post("/api/reports/" + caseId + "/release", Map.of("words", true)).is(200);
    assertThat(client.get("requests/" + id, Map.of()).first("description"))
        .isEqualTo("【可能危及人身安全】A hole & a <crack>\nin the road");
    operator.act(caseId, "reject", Map.of("reason", "重复")).is(200);
    assertThat(client.get("requests/" + id, Map.of()).first("status")).isEqualTo("closed");
    assertThat(client.get("requests/CJ-1", Map.of()).status()).isEqualTo(404);
    assertThat(client.get("tokens/nothing", Map.of()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void refusesInTheWordsOfTheSpecification(String format) {
    Open311Client client = client(format);
    Answer keyless = client.post(hole("api_key", ""));
    assertThat(keyless.status()).isEqualTo(403);
    assertThat(keyless.first("code")).isEqualTo("403");
    assertThat(keyless.first("description")).isEqualTo("Missing api_key");
    assertThat(client.post(hole("api_key", "wrong")).first("description")).contains("Invalid");
    assertThat(client.post(hole("service_code", "")).first("description"))
        .isEqualTo("service_code was not provided");
    assertThat(client.post(hole("service_code", "event-9999")).status()).isEqualTo(404);
    assertThat(client.post(hole("jurisdiction_id", "elsewhere")).status()).isEqualTo(404);
    Answer placeless = client.post(hole("lat", "", "address_string", "西街 1 号"));
    assertThat(placeless.status()).isEqualTo(400);
    assertThat(client.post(hole("lat", "40")).status()).isEqualTo(400);
    assertThat(client.post(hole("lat", "north")).status()).isEqualTo(400);
    assertThat(client.post(hole("attribute[colour]", "red")).status()).isEqualTo(400);
    assertThat(client.post(hole("media_url", "file:///etc/passwd")).status()).isEqualTo(400);
    assertThat(client.get("requests", Map.of()).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void findsRequestsByTimeKindStatusAndNumber(String format) {
    // the clock stands at 2026-03-02 10:00; 90 days before is 2025-12-02 10:00
    String old = told("A", "2025-12-01T10:00:00+08:00", "event-0113");
    String winter = told("B", "2026-01-05T09:00:00+08:00", "event-0113");
    String lamp = told("C", "2026-02-01T09:00:00+08:00", "part-0137");
    Open311Client client = client(format);
    assertThat(ids(client, Map.of())).containsExactly(lamp, winter);
    assertThat(ids(client, Map.of("service_code", "part-0137,part-0101"))).containsExactly(lamp);
    assertThat(ids(client, Map.of("status", "open"))).containsExactly(lamp, winter);
    assertThat(ids(client, Map.of("status", "closed"))).isEmpty();
    assertThat(ids(client, Map.of("status", "open,closed"))).hasSize(2);
    assertThat(ids(client, Map.of("start_date", "2025-11-30T00:00:00Z")))
        .containsExactly(lamp, winter, old);
    assertThat(ids(client, Map.of("end_date", "2026-01-31T00:00:00Z")))
        .containsExactly(winter, old);
    assertThat(
            ids(
                client,
                Map.of("start_date", "2026-01-01T00:00:00Z", "end_date", "2026-01-31T00:00:00Z")))
        .containsExactly(winter);
    assertThat(ids(client, Map.of("service_request_id", old + "," + lamp, "status", "closed")))
        .as("numbers make the rest of no account")
        .containsExactly(lamp, old);
    assertThat(ids(client, Map.of("page_size", "1", "page", "2"))).containsExactly(winter);
    for (Map<String, String> wrong :
        List.of(
            Map.of("start_date", "2025-11-30T00:00:00Z", "end_date", "2026-03-02T00:00:00Z"),
            Map.of("start_date", "yesterday"),
            Map.of("status", "pending"),
            Map.of("page", "0"))) {
      assertThat(client.get("requests", wrong).status()).as(wrong.toString()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void onlyATrustedClientSaysWhenAndItsNumberIsTakenOnce(String format) {
    Open311Client client = client(format);
    String first = told("A", "2026-01-05T09:00:00+08:00", "event-0113");
    assertThat(first).isEqualTo("CJ-20260105-00001");
    assertThat(told("A", "2026-01-05T09:00:00+08:00", "event-0113")).isEqualTo(first);
    Answer app =
        client.post(hole("requested_datetime", "2026-01-05T09:00:00+08:00", "external_id", "A"));
    assertThat(app.first("service_request_id")).isEqualTo("CJ-20260302-00001");
    // a hotline's row has a division and no place; a complaint is answered in 15 working days
    Map<String, String> row =
        hole(
            "api_key",
            trusted,
            "lat",
            "",
            "long",
            "",
            "division",
            CaseHouse.STREET,
            "source",
            "hotline",
            "attribute[appeal]",
            "COMPLAINT");
    Answer hotline = client.post(row);
    assertThat(hotline.status()).isEqualTo(201);
    Answer got = client.get("requests/" + hotline.first("service_request_id"), Map.of());
    assertThat(got.first("expected_datetime")).isEqualTo("2026-03-23T10:00:00+08:00");
    assertThat(got.first("lat")).isEmpty();
    assertThat(got.first("address")).endsWith("西街道");
  }

  private String told(String externalId, String at, String service) {
    return json.post(
            hole(
                "api_key",
                trusted,
                "external_id",
                externalId,
                "requested_datetime",
                at,
                "service_code",
                service))
        .first("service_request_id");
  }

  private static List<String> ids(Open311Client client, Map<String, String> query) {
    return client.get("requests", query).all("service_request_id");
  }
}
