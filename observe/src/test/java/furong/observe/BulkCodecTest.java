package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BulkCodecTest {

  private static List<String> read(byte[] body) {
    List<String> rows = new ArrayList<>();
    BulkCodec.decode(body, (d, t, v) -> rows.add(d + " " + t + " " + v));
    return rows;
  }

  /** The example of docs/bulk-format.md, byte for byte. */
  @Test
  void theExampleOfThePageIsWhatWeWrite() {
    ReadingBlock block = new ReadingBlock(2);
    block.add(7, 0, 1_000, 21.5, null);
    block.add(7, 0, 2_000, 21.4, null);
    // 46 52 42 01 head, 0c twelve bytes, 02 two readings, 0e 00 datastreams +7 +0,
    // d0 0f d0 0f times +1000 +1000, 01 one decimal, ae 03 ac 03 values 215 and 214
    String content = "02" + "0e00" + "d00fd00f" + "01" + "ae03ac03";
    String hex = HexFormat.of().formatHex(BulkCodec.encode(block));
    assertThat(hex).startsWith("465242010c" + content).hasSize(2 * (4 + 1 + 12 + 4));
    assertThat(read(BulkCodec.encode(block))).containsExactly("7 1000 21.5", "7 2000 21.4");
  }

  @Test
  void randomBlocksComeBackBitForBit() {
    Random random = new Random(3);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<String> truth = new ArrayList<>();
    for (int b = 0; b < 50; b++) {
      ReadingBlock block = new ReadingBlock(8);
      for (int i = random.nextInt(30); i > 0; i--) {
        long datastream = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100);
        long time = random.nextInt(4) == 0 ? random.nextLong() : 1_700_000_000_000L + i;
        double value = random.nextBoolean() ? random.nextInt(999) / 10.0 : random.nextGaussian();
        block.add(datastream, 0, time, value, null);
        truth.add(datastream + " " + time + " " + value);
      }
      body.writeBytes(BulkCodec.encode(block));
    }
    assertThat(read(body.toByteArray())).isEqualTo(truth);
  }

  @Test
  void everyChangedByteAndEveryCutIsFound() {
    ReadingBlock block = new ReadingBlock(3);
    for (int i = 0; i < 3; i++) {
      block.add(7, 0, 1_000L * i, i, null);
    }
    byte[] whole = BulkCodec.encode(block);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      assertThatThrownBy(() -> read(changed)).as("byte " + i).isInstanceOf(CorruptLog.class);
    }
    for (int cut = 1; cut < whole.length; cut++) {
      byte[] torn = java.util.Arrays.copyOf(whole, cut);
      assertThatThrownBy(() -> read(torn)).as("cut " + cut).isInstanceOf(CorruptLog.class);
    }
    assertThat(read(new byte[0])).isEmpty();
  }
}
