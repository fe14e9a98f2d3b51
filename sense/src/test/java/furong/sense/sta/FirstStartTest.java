package furong.sense.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.observe.DatastreamInfo;
import furong.observe.LogUnavailable;
import furong.store.sta.EntityStore;
import furong.store.sta.Outbox;
import furong.store.sta.StaCatalogue;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A start tells the log what it was not told before: all of it, in rounds, and nothing again. */
class FirstStartTest {

  /** Three rounds of 20,000 rows, the last one short. */
  private static final int ROWS = 45_000;

  private final StaWorld world = StaWorld.shared();

  @BeforeEach
  void empty() {
    world.empty();
  }

  /** As a city that was stopped before the log knew of it, started again. */
  private void start() {
    StaCatalogue catalogue = new StaCatalogue(world.db);
    catalogue.load();
    new EntityStore(
            world.db,
            StaWorld.square(),
            id -> id.equals("air.pm25") ? Optional.of("ug/m3") : Optional.empty(),
            world.log.shards(),
            InstantSource.system(),
            catalogue,
            new Outbox(world.db, catalogue, world.log))
        .start();
  }

  private int untold() {
    return world.db.list("select 1 from sta_outbox", row -> 1).size();
  }

  private void untold(long datastream, int rows) {
    world.db.update(
        "insert into sta_outbox(datastream, shard) select id, shard from sta_datastream,"
            + " generate_series(1, ?) where id = ?",
        rows,
        datastream);
    world.log.registered.clear();
  }

  @Test
  void everyRoundIsToldAndForgotten() {
    long datastream = world.datastreamOf(world.station("A"));
    untold(datastream, ROWS);
    start();
    // the same datastream in each of three rounds: once a round
    assertThat(world.log.registered).hasSize(3);
    assertThat(world.log.registered)
        .allSatisfy(told -> {
          assertThat(told.datastream()).isEqualTo(datastream);
          assertThat(Objects.requireNonNull(told.info()).property()).isEqualTo("air.pm25");
        });
    assertThat(untold()).isZero();
  }

  /** Of devices with and without a place, heard and unheard, and of one that moved since. */
  @Test
  void aStartKnowsWhatTheWritesBeforeItMadeKnown() {
    long unheard = world.datastreamOf(world.station("A"));
    long heard = world.datastreamOf(world.station("B"));
    long moved = world.datastreamOf(world.station("C"));
    long nowhere =
        world.datastreamOf(
            world.post(
                "/Things",
                "{\"name\":\"D\",\"description\":\"d\",\"Datastreams\":["
                    + StaWorld.datastream("D pm25")
                    + "]}"));
    for (long datastream : new long[] {heard, moved}) {
      world.post("/Datastreams(" + datastream + ")/Observations", "{\"result\":1}");
    }
    JsonNode place = world.get("/Datastreams(" + moved + ")/Thing/Locations").at("/value/0");
    world.send(
        "PATCH",
        "/Locations(" + place.path("@iot.id").asLong() + ")",
        "{\"location\":{\"type\":\"Point\",\"coordinates\":[104.6,30.6]}}");
    StaCatalogue fresh = new StaCatalogue(world.db);
    fresh.load();
    for (long datastream : new long[] {unheard, heard, moved, nowhere}) {
      assertThat(fresh.entry(datastream)).isEqualTo(world.catalogue.entry(datastream));
    }
    assertThat(needsFeature(fresh, unheard)).isTrue();
    assertThat(needsFeature(fresh, heard)).isFalse();
    assertThat(needsFeature(fresh, moved)).isTrue();
    assertThat(needsFeature(fresh, nowhere)).isFalse();
    assertThat(Objects.requireNonNull(fresh.entry(nowhere)).featureless()).isTrue();
    assertThat(fresh.datastreamCount()).isEqualTo(4);
    assertThat(fresh.datastreams("air.pm25", "990101"))
        .extracting(DatastreamInfo::id)
        .containsExactly(unheard, heard, moved);
    assertThat(fresh.datastreams("", "")).isEqualTo(world.catalogue.datastreams("", ""));
  }

  private static boolean needsFeature(StaCatalogue catalogue, long datastream) {
    return Objects.requireNonNull(catalogue.entry(datastream)).needsFeature();
  }

  @Test
  void whatTheLogKnowsIsNotToldAgain() {
    world.station("A");
    world.log.registered.clear();
    start();
    assertThat(world.log.registered).isEmpty();
  }

  @Test
  void aDatastreamThatIsGoneIsToldAsGone() {
    long datastream = world.datastreamOf(world.station("A"));
    world.log.registered.clear();
    world.log.down = true;
    assertThat(world.send("DELETE", "/Datastreams(" + datastream + ")", "").statusCode())
        .isEqualTo(503);
    world.log.down = false;
    start();
    assertThat(world.log.registered)
        .singleElement()
        .satisfies(told -> {
          assertThat(told.datastream()).isEqualTo(datastream);
          assertThat(told.info()).isNull();
        });
  }

  @Test
  void whatTheLogDoesNotTakeIsToldByTheNextStart() {
    long datastream = world.datastreamOf(world.station("A"));
    untold(datastream, ROWS);
    world.log.down = true;
    assertThatThrownBy(this::start).isInstanceOf(LogUnavailable.class);
    assertThat(untold()).isEqualTo(ROWS);
    world.log.down = false;
    start();
    assertThat(untold()).isZero();
    assertThat(world.log.registered).isNotEmpty();
  }
}
