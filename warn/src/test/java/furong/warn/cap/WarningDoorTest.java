package furong.warn.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.notify.cap.CapSeal;
import furong.notify.cap.MemoryWarnings;
import furong.notify.cap.Warning;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.serve.Problems.ProblemException;
import furong.warn.cap.WarningController.Shown;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A city with a western and an eastern county; the weather service warns the west. */
class WarningDoorTest {

  private static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");
  private final MemoryWarnings store = new MemoryWarnings();
  private final WarningController door = new WarningController(store, city(), () -> TEN);

  private static CityProfile city() {
    return CityProfile.of(
        "small",
        Text.of("芙蓉市", "Furong"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
            Set.of(),
            Set.of()),
        Divisions.of(
            List.of(
                division("510100", DivisionLevel.CITY, ""),
                division("510104", DivisionLevel.COUNTY, "510100"),
                division("510105", DivisionLevel.COUNTY, "510100"),
                division("510104017", DivisionLevel.STREET, "510104")),
            Map.of()),
        List.of(),
        List.of(),
        Map.of());
  }

  private static Division division(String code, DivisionLevel level, String parent) {
    return new Division(
        code,
        level,
        Text.of(code, code),
        parent,
        false,
        LngLat.of(104.5, 30.5),
        Bounds.of(104, 30, 105, 31));
  }

  private static Caller of(String division) {
    Text name = Text.of("某", "one");
    return new Caller(
        new User("u", "u", name, Set.of(Role.OPERATOR), Scope.of(division), null), "10.0.0.1");
  }

  /** A square of the west, in CAP's order: latitude first. */
  private void warns(String key, List<String> streets) {
    String xml =
        """
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier>
        <sender>weather@furong</sender><sent>2026-03-02T09:00:00+08:00</sent>
        <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        <info><language>zh-CN</language><category>Met</category><event>暴雨</event>
        <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
        <area><areaDesc>西部</areaDesc>
        <polygon>30.2,104.1 30.2,104.4 30.8,104.4 30.8,104.1 30.2,104.1</polygon></area>
        </info></alert>\
        """
            .formatted(key);
    Warning.Words words =
        new Warning.Words("芙蓉市气象台", "暴雨", "暴雨橙色预警", "Severe", "", "", "", "", "西部");
    store.add(
        new Warning(
            key,
            key,
            List.of(),
            "weather@furong",
            key,
            TEN.minusSeconds(3_600),
            "Alert",
            "Actual",
            words,
            Level.II,
            null,
            TEN.plusSeconds(3_600),
            Warning.State.ACTIVE,
            null,
            CapSeal.NONE,
            streets,
            "test",
            TEN,
            xml));
  }

  @Test
  void oneOfTheWestIsReadThereAboveAndBelow() {
    warns("w1", List.of("510104017"));
    for (String division : List.of("510104017", "510104", "510100", "510104017001")) {
      assertThat(door.one(of(division), "w1").identifier()).isEqualTo("w1");
    }
  }

  @Test
  void inTheEastItIsNotThereAsInTheListOfTheEast() {
    warns("w1", List.of("510104017"));
    assertThatThrownBy(() -> door.one(of("510105"), "w1"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.detail().getStatus()).isEqualTo(404));
  }

  @Test
  void whatNamesNoPlaceOfOursIsForAll() {
    warns("w2", List.of());
    assertThat(door.one(of("510105"), "w2").identifier()).isEqualTo("w2");
  }

  @Test
  void aMapGetsWhereItLiesAndWhoseItIs() {
    warns("w1", List.of("510104017"));
    var answer = door.list(of("510104"), null, true, null, 0, 50, "geojson");
    Map<?, ?> collection = (Map<?, ?>) Objects.requireNonNull(answer.getBody());
    List<?> features = (List<?>) Objects.requireNonNull(collection.get("features"));
    Map<?, ?> first = (Map<?, ?>) features.getFirst();
    assertThat(first.get("geometry"))
        .isInstanceOfSatisfying(
            Map.class, g -> assertThat(g.get("type")).isEqualTo("MultiPolygon"));
    assertThat(first.get("properties"))
        .isInstanceOfSatisfying(
            Shown.class,
            w -> {
              assertThat(w.senderName()).isEqualTo("芙蓉市气象台");
              assertThat(w.colour()).isEqualTo(2); // orange, as they name it
              assertThat(w.drawn()).isTrue();
              assertThat(w.expires()).isEqualTo(TEN.plusSeconds(3_600));
            });
  }
}
