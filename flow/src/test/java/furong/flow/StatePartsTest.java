package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatePartsTest {

  /** Random numbers do not compress: three pieces and a rest. */
  private static final int NUMBERS = 400_000;

  @Test
  void aLargeStateComesBackFromItsPieces() throws IOException {
    List<byte[]> pieces = state();

    assertThat(pieces).hasSizeBetween(3, 5);
    Random same = new Random(7);
    StateParts.read(
        pieces,
        in -> {
          for (int i = 0; i < NUMBERS; i++) {
            assertThat(in.readLong()).isEqualTo(same.nextLong());
          }
        });
  }

  @Test
  void aMissingPieceIsAnError() {
    List<byte[]> torn = new ArrayList<>(state());
    torn.remove(1);

    assertThatThrownBy(() ->
            StateParts.read(
                torn,
                in -> {
                  for (int i = 0; i < NUMBERS; i++) {
                    in.readLong();
                  }
                }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aStateOfNothingIsShort() throws IOException {
    List<byte[]> pieces = StateParts.of(out -> out.writeInt(1));

    assertThat(pieces).hasSize(1);
    assertThat(pieces.getFirst()).hasSizeLessThan(64);
    StateParts.read(pieces, in -> assertThat(in.readInt()).isOne());
  }

  private static List<byte[]> state() {
    Random random = new Random(7);
    return StateParts.of(out -> {
      for (int i = 0; i < NUMBERS; i++) {
        out.writeLong(random.nextLong());
      }
    });
  }
}
