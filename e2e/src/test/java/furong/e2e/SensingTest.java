package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An operator looks after the senses of the city: what is faulty or silent stands first. */
class SensingTest {

  /** 草堂街道 (Caotang street), Qingyang district. */
  private static final String STREET = "510105007";

  @TempDir static Path data;

  @Test
  void faultyAndSilentDevicesStandFirstAndEachOpensToItsReadings()
      throws IOException, InterruptedException {
    try (RunningCity city = RunningCity.start(data, "--no-sim");
        Browser browser = new Browser(city.address())) {
      Doors admin = new Doors(city.address(), "admin", city.password("admin"));
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      long well = admin.airStation("正常站", STREET);
      admin.hours(well, hour, 30, 31, 32);
      admin.hours(admin.airStation("失联站", STREET), hour.minus(2, ChronoUnit.DAYS), 30, 31);
      // ten times the last breakpoint of the index table is more than the air pack believes
      admin.hours(admin.airStation("故障站", STREET), hour, 30, 9_999);
      admin.hours(admin.airStation("单位不符站", STREET, "ppm"), hour, 1, 2);
      admin.airStation("新站", STREET);

      JsonNode list =
          admin.until(
              "/api/devices?division=" + STREET,
              l -> healths(l).equals("FAULTY SILENT UNREADABLE UNHEARD WELL"));
      assertThat(list.path("total").asInt()).isEqualTo(5);
      JsonNode overview = admin.get("/api/devices/overview?division=510105");
      assertThat(overview.path("all").path("health").path("SILENT").asInt()).isEqualTo(1);
      assertThat(overview.path("divisions").path(0).path("key").asString()).startsWith(STREET);

      Person operator = browser.person("operator", city.password("operator"), 1600, 900).logIn();
      operator.open("/sensing").see("device-table").shoot("sensing-overview");
      assertThat(operator.at("device-table").innerText())
          .containsSubsequence("故障站", "失联站", "单位不符站", "新站", "正常站");
      operator.click("health-UNREADABLE");
      operator.at("device-total").getByText("1").waitFor();
      operator.page().getByText("单位不符站").click();
      operator.see("stream-history").see("device").shoot("sensing-unit");
      assertThat(operator.at("device").innerText()).contains("ppm").contains("ug/m3");

      long thing = thingOf(admin, well);
      operator.open("/sensing/" + thing).see("stream-counts").shoot("sensing-device");
      assertThat(operator.at("stream-counts").innerText()).contains("3");
      whatCarriesAFlagIsListedOnThePageOfItsDevice(admin, operator, hour);
      operator.open("/sensing").click("view-map");
      operator.see("sensing-map").seeMap().shoot("sensing-map");
      assertThat(browser.faults()).isEmpty();
      everyDoorIsDescribed(admin);
    }
  }

  private static void whatCarriesAFlagIsListedOnThePageOfItsDevice(
      Doors admin, Person operator, Instant hour) throws IOException, InterruptedException {
    long marked = admin.airStation("标记站", STREET);
    admin.hours(marked, hour.minus(2, ChronoUnit.DAYS), 30);
    admin.hours(marked, hour, 31);
    admin.hours(marked, hour, 31);
    admin.hours(marked, hour.plus(2, ChronoUnit.HOURS), 32);
    admin.until(
        "/api/history/observations?flagged=true&datastream=" + marked,
        l -> l.path("total").asInt() == 3);
    operator.open("/sensing/" + thingOf(admin, marked)).see("flagged").shoot("sensing-flags");
    assertThat(operator.at("flagged").innerText())
        .containsSubsequence("3", "时钟超前", "重复")
        .contains("中断后恢复");
    assertThat(operator.at("device").innerText()).as("its clock is ahead").contains("读数异常");
  }

  private static void everyDoorIsDescribed(Doors admin) throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    admin.get("/api/openapi.json").path("paths").propertyNames().forEach(paths::add);
    assertThat(paths)
        .contains(
            "/api/alerts",
            "/api/audit",
            "/api/cases",
            "/api/city",
            "/api/devices",
            "/api/history/series",
            "/api/indicators/{id}",
            "/api/ingest/observations",
            "/api/live",
            "/api/packs",
            "/api/session",
            "/api/vitals");
  }

  private static String healths(JsonNode list) {
    return String.join(
        " ", list.path("items").valueStream().map(d -> d.path("health").asString()).toList());
  }

  private static long thingOf(Doors admin, long datastream)
      throws IOException, InterruptedException {
    return admin
        .get("/sensorthings/v1.1/Datastreams(" + datastream + ")/Thing")
        .path("@iot.id")
        .asLong();
  }
}
