package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.DatastreamInfo;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A station whose readings come as arrays: temperature, which no rule looks at, then PM2.5 in
 * mg/m3. A rise from 0.04 to 0.13 mg/m3 is 90 ug/m3, over 80, and 130 is over 115.
 */
class ComponentsTest {

  private static final String RULE = "air.sudden-rise";

  private final World world = new World();

  private void registers(int place) {
    DatastreamInfo info =
        new DatastreamInfo(7, 5, "post", "air-station", "", 1, 0, "510107001001", 0, false)
            .with(List.of(new DatastreamInfo.Component(place, "air.pm25", 1000, 0)));
    // through its bytes, as it comes
    world.apply(LogCodec.decode(LogCodec.encode(new LogRecord.Registered(7, info))));
  }

  private void reads(int hour, String array) {
    long at = World.START + hour * World.HOUR;
    ReadingBlock block = new ReadingBlock(1);
    block.add(7, hour, at, Double.NaN, "{\"result\":" + array + "}");
    world.apply(new LogRecord.Readings(at, "", block));
  }

  private void restarts() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    world.state.encode(new DataOutputStream(bytes));
    world.state =
        ShardState.decode(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void aRuleReadsAPlaceOfAnArrayInItsUnitAlsoOverARestart() throws IOException {
    registers(1);
    reads(0, "[20,0.04]");
    restarts();
    reads(1, "[20,0.04]");
    reads(2, "[20,0.13]");
    assertThat(world.told(RULE)).containsExactly("OPENED 2h IV");
  }

  @Test
  void otherPlacesAndValuesThatAreNoNumbersStayQuiet() {
    registers(1);
    reads(0, "[0.04,0.04]");
    reads(1, "[0.13,0.04]");
    reads(2, "[0.13,null]");
    reads(3, "[0.13,\"high\"]");
    assertThat(world.told(RULE)).isEmpty();
    assertThat(world.state.left().get(ShardState.Left.NOT_A_NUMBER)).isEqualTo(2);
  }

  @Test
  void aListThatIsTurnedIsReadAtItsNewPlace() {
    registers(1);
    reads(0, "[20,0.04]");
    reads(1, "[20,0.04]");
    registers(0);
    reads(2, "[0.13,20]");
    assertThat(world.told(RULE)).containsExactly("OPENED 2h IV");
  }

  @Test
  void withTheDatastreamItsPlacesGo() {
    registers(1);
    reads(0, "[20,0.04]");
    reads(1, "[20,0.04]");
    reads(2, "[20,0.13]");
    world.apply(new LogRecord.Registered(7, null));
    assertThat(world.told(RULE)).containsExactly("OPENED 2h IV", "CLEARED 2h IV");
  }
}
