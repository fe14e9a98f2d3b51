package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.store.people.PgAudit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader, whom the world takes for a person, changes a station. */
class PersonalWritesTest {

  private final StaWorld world = StaWorld.shared();
  private final PgAudit trail = new PgAudit(world.db);
  private long thing;

  @BeforeEach
  void aStation() {
    world.empty();
    thing = world.station("A");
  }

  private List<AuditEntry> kept(String subject) {
    return trail.list(new AuditTrail.Query(subject, "reader", null, null, 0, 10));
  }

  private int byPerson(String method, String path, String body) {
    return world
        .send(method, path, body, "Content-Type", "application/json", "Reader-Of", "990100")
        .statusCode();
  }

  @Test
  void whatAPersonChangesIsInTheTrailWithWhatWasSaid() {
    String path = "Things(" + thing + ")";
    assertThat(byPerson("PATCH", "/" + path, "{\"name\":\"B\"}")).isEqualTo(200);
    AuditEntry entry = kept(path).getFirst();
    assertThat(entry.action()).isEqualTo("sensorthings.patch");
    assertThat(entry.before()).isEqualTo(Map.of("name", "A"));
    assertThat(entry.after()).isEqualTo(Map.of("name", "B", "body", "{\"name\":\"B\"}"));
  }

  @Test
  void whatAPersonTakesAwayIsKeptAsItWas() {
    String path = "Things(" + thing + ")";
    assertThat(byPerson("DELETE", "/" + path, "")).isEqualTo(200);
    AuditEntry entry = kept(path).getFirst();
    assertThat(entry.action()).isEqualTo("sensorthings.delete");
    assertThat(entry.before()).containsEntry("name", "A");
    assertThat(entry.after()).isEmpty();
  }

  @Test
  void rowsOfObservationsAreOneEntryThatSaysHowMany() {
    String rows =
        """
        [{"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"],
          "dataArray": [["2026-03-01T00:00:00Z", 1], ["2026-03-01T00:01:00Z", 2], ["no time", 3]]}]
        """
            .formatted(world.datastreamOf(thing));
    long before = kept("CreateObservations").size();
    assertThat(byPerson("POST", "/CreateObservations", rows)).isEqualTo(201);
    assertThat(kept("CreateObservations")).hasSize((int) before + 1);
    assertThat(kept("CreateObservations").getFirst().after())
        .isEqualTo(Map.of("observations", "2", "refused", "1"));
  }

  @Test
  void aBatchOfObservationsIsOneEntryToo() {
    String request =
        "{\"id\":\"%d\",\"method\":\"post\",\"url\":\"Datastreams(%d)/Observations\",\"body\":{\"result\":1}}";
    long datastream = world.datastreamOf(thing);
    String batch =
        "{\"requests\":[%s,%s]}"
            .formatted(request.formatted(1, datastream), request.formatted(2, datastream));
    assertThat(byPerson("POST", "/$batch", batch)).isEqualTo(200);
    assertThat(kept("$batch").getFirst().after())
        .isEqualTo(Map.of("observations", "2", "refused", "0"));
  }

  @Test
  void whatAPersonMakesIsNamed() {
    long before = trail.count(new AuditTrail.Query("Sensors", "reader", null, null, 0, 1));
    byPerson(
        "POST",
        "/Sensors",
        "{\"name\":\"s\",\"description\":\"d\",\"encodingType\":\"text/plain\",\"metadata\":\"m\"}");
    assertThat(trail.count(new AuditTrail.Query("Sensors", "reader", null, null, 0, 1)))
        .isEqualTo(before + 1);
    assertThat(kept("Sensors").getFirst().after().get("made")).matches("Sensors\\(\\d+\\)");
  }

  @Test
  void anObservationThatAPersonAddsByHandIsAnAct() {
    String path = "Datastreams(" + world.datastreamOf(thing) + ")/Observations";
    assertThat(byPerson("POST", "/" + path, "{\"result\":1}")).isEqualTo(201);
    assertThat(kept(path)).hasSize(1);
  }

  @Test
  void whatIsRefusedOrDoneByAProgramIsNot() {
    String path = "Things(" + thing + ")";
    assertThat(byPerson("PATCH", "/" + path, "{\"name\":null}")).isEqualTo(400);
    assertThat(
            world
                .send("PATCH", "/" + path, "{\"name\":\"C\"}", "Content-Type", "application/json")
                .statusCode())
        .isEqualTo(200);
    assertThat(kept(path)).isEmpty();
  }
}
