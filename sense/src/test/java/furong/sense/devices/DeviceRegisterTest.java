package furong.sense.devices;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Mean;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.Grid;
import furong.observe.Health;
import furong.observe.Observation;
import furong.observe.Summaries;
import furong.pack.PackBook;
import furong.serve.city.ThingHealth;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A city of three gates, each with one datastream of its own number. */
class DeviceRegisterTest {

  private final City city = new City();
  private final Asked asked = new Asked();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private final DeviceRegister register =
      new DeviceRegister(city, asked, PackBook.of(List.of()), () -> now, Runnable::run);

  @BeforeEach
  void threeGates() {
    for (long id = 1; id <= 3; id++) {
      city.put(id, "Gate " + id);
    }
    register.look();
    asked.ids.clear();
  }

  private List<String> names() {
    return register.look().devices().stream().map(d -> d.thing().name()).toList();
  }

  @Test
  void whatChangedIsLookedAtAndNothingElse() {
    city.put(2, "A gate");
    assertThat(names()).containsExactly("A gate", "Gate 1", "Gate 3");
    assertThat(asked.ids).containsExactly(2L);
  }

  @Test
  void whatCameIsThereAndWhatWentIsNot() {
    city.put(4, "Gate 4");
    city.remove(1);
    assertThat(names()).containsExactly("Gate 2", "Gate 3", "Gate 4");
    assertThat(asked.ids).containsExactly(4L);
  }

  @Test
  void whereNothingChangedNothingIsAsked() {
    assertThat(names()).containsExactly("Gate 1", "Gate 2", "Gate 3");
    assertThat(asked.ids).isEmpty();
  }

  @Test
  void afterHalfAMinuteAndAfterChangesThatAreForgottenAllIsLookedAtAgain() {
    now = now.plusSeconds(31);
    register.look();
    assertThat(asked.ids).containsExactly(1L, 2L, 3L);
    asked.ids.clear();
    city.put(2, "A gate");
    city.forget();
    assertThat(names()).containsExactly("A gate", "Gate 1", "Gate 3");
    assertThat(asked.ids).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theMapShowsHowThingsWereHalfAMinuteAgoAndNamesAnotherVersionWhenTheyChange() {
    ThingHealth.Look before = register.healthNow();
    assertThat(before.of().apply(2)).isEqualTo(Health.UNHEARD);
    assertThat(before.of().apply(99)).as("whom nobody knows").isEqualTo(Health.WELL);
    assertThat(register.healthNow().version()).isEqualTo(before.version());
    assertThat(asked.ids).as("the last look will do").isEmpty();
    now = now.plusSeconds(31);
    assertThat(register.healthNow().version()).isNotEqualTo(before.version());
    assertThat(asked.ids).containsExactly(1L, 2L, 3L);
  }

  /** Nothing was ever observed; remembers of which datastreams it was asked. */
  private static final class Asked implements Summaries {
    final Set<Long> ids = new TreeSet<>();

    @Override
    public List<Observation> latest(Collection<Long> datastreams) {
      ids.addAll(datastreams);
      return List.of();
    }

    @Override
    public List<Slot> slots(
        Collection<Long> datastreams, long fromMs, long toMs, Grid grid, Mean mean) {
      return List.of();
    }

    @Override
    public Map<Integer, Long> flags(long datastream, long fromMs, long toMs) {
      return Map.of();
    }
  }

  private static final class City implements Catalogue {
    private final Map<Long, ObservingThing> things = new TreeMap<>();
    private final Map<Long, Set<Long>> changes = new TreeMap<>();
    private long version;
    private long since;

    void put(long id, String name) {
      things.put(id, new ObservingThing(id, name, "gate", "", Double.NaN, Double.NaN, false));
      changes.put(++version, Set.of(id));
    }

    void remove(long id) {
      things.remove(id);
      changes.put(++version, Set.of(id));
    }

    void forget() {
      since = version;
    }

    @Override
    public Optional<Set<Long>> thingsChangedSince(long before) {
      if (before < since) {
        return Optional.empty();
      }
      Set<Long> all = new HashSet<>();
      changes.forEach((at, ids) -> {
        if (at > before) {
          all.addAll(ids);
        }
      });
      return Optional.of(all);
    }

    @Override
    public Optional<ObservingThing> thing(long id) {
      return Optional.ofNullable(things.get(id));
    }

    @Override
    public List<ObservingThing> things() {
      return List.copyOf(things.values());
    }

    @Override
    public Optional<DatastreamInfo> datastream(long id) {
      return datastreamsOf(id).stream().findFirst();
    }

    @Override
    public List<DatastreamInfo> datastreamsOf(long thing) {
      return things.containsKey(thing)
          ? List.of(new DatastreamInfo(thing, thing, "d" + thing, "", "", 1, 0, "", 0, false))
          : List.of();
    }

    @Override
    public List<DatastreamInfo> datastreams(String property, String division) {
      return things.keySet().stream().flatMap(id -> datastreamsOf(id).stream()).toList();
    }

    @Override
    public String unit(long datastream) {
      return "";
    }

    @Override
    public long version() {
      return version;
    }
  }
}
