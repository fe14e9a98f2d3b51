package furong.release;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Gauges at a pond, and changes of what they observe. */
class ObservedLawTest {

  private static final String LEVEL = "pond/properties/level.yaml";

  /** Knows datastreams by their property; asked for nothing else. */
  private static final class Gauges implements Catalogue {
    final List<DatastreamInfo> all = new ArrayList<>();

    @Override
    public List<DatastreamInfo> datastreams(String property, String division) {
      return all.stream().filter(d -> d.property().equals(property)).toList();
    }

    @Override
    public Optional<ObservingThing> thing(long id) {
      return Optional.empty();
    }

    @Override
    public List<ObservingThing> things() {
      return List.of();
    }

    @Override
    public Optional<DatastreamInfo> datastream(long id) {
      return Optional.empty();
    }

    @Override
    public List<DatastreamInfo> datastreamsOf(long thing) {
      return List.of();
    }

    @Override
    public String unit(long datastream) {
      return "m";
    }

    @Override
    public long version() {
      return all.size();
    }
  }

  private final Gauges gauges = new Gauges();
  private final ObservedLaw law = new ObservedLaw(gauges);
  private final PackBook now = book(PondPack.of(2, "III"));

  private static PackBook book(Map<String, String> files) {
    return PackReader.read(new PackFiles("packs", files)).book();
  }

  private void gauge(String property) {
    long id = gauges.all.size() + 1;
    gauges.all.add(
        new DatastreamInfo(id, id, "g" + id, "pond-gauge", property, 1, 0, "510104", 0, false));
  }

  private List<Notice> changed(String old, String then) {
    Map<String, String> files = new TreeMap<>(PondPack.words());
    files.computeIfPresent(LEVEL, (p, text) -> text.replace(old, then));
    return law.faults(now, book(files), "pond");
  }

  @Test
  void whatNobodyObservesMayVanishAndChangeItsUnit() {
    gauge("pond.depth");
    assertThat(changed("unit: m", "unit: cm")).isEmpty();
    assertThat(changed("name: level", "name: height")).isEmpty();
  }

  @Test
  void whatIsObservedKeepsItsNameAndItsUnitAndMayChangeOtherwise() {
    gauge("pond.level");
    gauge("pond.level");
    assertThat(changed("high: 10", "high: 20")).isEmpty();
    assertThat(changed("expected_silence: 3h", "expected_silence: 1h")).isEmpty();
    assertThat(changed("unit: m", "unit: cm"))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.place()).isEqualTo("packs/pond/properties/level.yaml:1:1");
          assertThat(fault.message())
              .isEqualTo("2 datastreams observe 'pond.level', its unit cannot change from m to cm");
          assertThat(fault.zh()).startsWith("有 2 条数据流观测“pond.level”");
        });
    assertThat(changed("name: level", "name: height"))
        .extracting(Notice::code)
        .containsExactly("release.observed");
  }

  @Test
  void aPackThatIsObservedIsNotTakenAwayAndAnotherPackIsNoneOfItsBusiness() {
    gauge("pond.level");
    assertThat(law.faults(now, book(Map.of()), "pond")).hasSize(1);
    assertThat(law.faults(now, book(Map.of()), "lake")).isEmpty();
  }
}
