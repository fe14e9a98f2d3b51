package furong.history;

import static org.assertj.core.api.Assertions.assertThat;

import furong.history.Catalogue.Newest;
import furong.observe.Expiry;
import furong.observe.Observation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of datastreams, over stops, kills and broken files. */
class ExtentsTest {

  /** In another chunk than 7. */
  private static final long FAR = 5_000_000_000L;

  @TempDir Path folder;

  private static Newest newest(long datastream, long firstMs, long lastMs, double value) {
    return new Newest(
        datastream, firstMs, new Observation(lastMs + 1, datastream, lastMs, value, null, 4), 50);
  }

  private static Extents.Entry entry(long datastream, long firstMs, long lastMs, double value) {
    return new Extents.Entry(
        firstMs, new Observation(lastMs + 1, datastream, lastMs, value, null, 4), false, 50);
  }

  @Test
  void theFirstTimeAndTheNewestReadingStayOverAStop() {
    try (Extents extents = new Extents(folder)) {
      extents.take(List.of(newest(7, 100, 200, 1.5), newest(FAR, 10, 20, -3)), 1);
      extents.take(List.of(newest(7, 150, 300, 2.5)), 2);
      extents.take(List.of(newest(7, 50, 60, 9)), 3); // late ones
      assertThat(extents.find(7)).isEqualTo(entry(7, 50, 300, 2.5));
      assertThat(extents.find(8)).isNull();
      assertThat(extents.find(FAR + 20_000)).isNull();
    }
    try (Extents extents = new Extents(folder)) {
      assertThat(extents.through()).isEqualTo(3);
      assertThat(extents.find(7)).isEqualTo(entry(7, 50, 300, 2.5));
      assertThat(extents.find(FAR)).isEqualTo(entry(FAR, 10, 20, -3));
      assertThat(extents.seeds(List.of(7L, 8L))).containsOnlyKeys(7L);
    }
  }

  @Test
  void aKillLeavesTheMarkWhereEverythingWasOnTheDisk() {
    Extents killed = new Extents(folder);
    killed.take(List.of(newest(7, 100, 200, 1.5)), 1);
    killed.mark(1);
    killed.take(List.of(newest(7, 300, 300, 2.5)), 2);
    try (Extents after = new Extents(folder)) {
      assertThat(after.through()).isEqualTo(1); // segment 2 is taken again
    }
  }

  @Test
  void takingTheSameAgainChangesNothing() {
    try (Extents extents = new Extents(folder)) {
      extents.take(List.of(newest(7, 100, 200, 1.5)), 1);
      extents.again(List.of(newest(7, 100, 200, 1.5)));
      extents.again(List.of(newest(7, 120, 150, 8)));
      assertThat(extents.find(7)).isEqualTo(entry(7, 100, 200, 1.5));
      extents.again(List.of(newest(7, 90, 250, 8))); // it was lost: since when 8, nobody knows
      assertThat(extents.find(7))
          .isEqualTo(
              new Extents.Entry(
                  90, new Observation(251, 7, 250, 8, null, 4), false, Long.MIN_VALUE));
    }
  }

  @Test
  void aTextIsMarkedUntilANumberIsNewer() {
    try (Extents extents = new Extents(folder)) {
      Observation text = new Observation(1, 7, 100, Double.NaN, "\"open\"", 0);
      extents.take(List.of(new Newest(7, 100, text, 50)), 1);
      assertThat(extents.find(7)).extracting(Extents.Entry::isText).isEqualTo(true);
      extents.take(List.of(newest(7, 50, 60, 9)), 2);
      assertThat(extents.find(7)).extracting(Extents.Entry::isText).isEqualTo(true);
      extents.take(List.of(newest(7, 200, 200, 9)), 3);
      assertThat(extents.find(7)).extracting(Extents.Entry::isText).isEqualTo(false);
    }
  }

  @Test
  void whatExpiredIsForgottenAndTheRestBeginsLater() {
    try (Extents extents = new Extents(folder)) {
      extents.take(List.of(newest(7, 100, 200, 1), newest(8, 100, 400, 2)), 1);
      extents.expire(new Expiry(List.of(7L, 8L, 9L, FAR), 300));
      assertThat(extents.find(7)).isNull();
      assertThat(extents.find(8)).isEqualTo(entry(8, 300, 400, 2));
      extents.take(List.of(newest(7, 500, 500, 3)), 2);
      assertThat(extents.find(7)).isEqualTo(entry(7, 500, 500, 3));
    }
  }

  @Test
  void aFileOfAnotherBuildIsMadeAnewAndAChunkThatWasCutOffIsLeftOut() throws IOException {
    Path file = folder.resolve("extents.bin");
    Files.write(file, new byte[10_000]);
    try (Extents extents = new Extents(folder)) {
      assertThat(extents.through()).isZero();
      extents.take(List.of(newest(7, 100, 200, 1.5), newest(FAR, 10, 20, -3)), 1);
    }
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() - 1);
    }
    try (Extents extents = new Extents(folder)) {
      assertThat(extents.find(7)).isEqualTo(entry(7, 100, 200, 1.5));
      assertThat(extents.find(FAR)).isNull();
      extents.again(List.of(newest(FAR, 10, 20, -3)));
      assertThat(extents.find(FAR)).extracting(Extents.Entry::firstMs).isEqualTo(10L);
    }
  }
}
