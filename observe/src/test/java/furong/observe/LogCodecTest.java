package furong.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogCodecTest {

  /** A fixed seed: a failure must come again. */
  private static final long SEED = 20210101;

  @Test
  void readingsComeBackBitForBit() {
    ReadingBlock block = new ReadingBlock(4);
    block.add(7, 1000, 1_400_000_000_000L, 21.4, null);
    block.add(7, 1001, 1_400_000_060_000L, -0.07, "{\"resultQuality\":\"good\"}");
    block.add(3, 1002, 1_400_000_000_000L, 1e15, null);
    expectSame(new LogRecord.Readings(1_400_000_100_000L, "gateway-7/批次", block));
  }

  @Test
  void oddDoublesComeBackBitForBit() {
    double[] odd = {
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      0.1 + 0.2,
      1 / 3.0,
      4503599627370497.0
    };
    for (double value : odd) {
      ReadingBlock block = new ReadingBlock(2);
      block.add(1, 1, 1, 0.5, null);
      block.add(1, 2, 2, value, null);
      expectSame(new LogRecord.Readings(3, "", block));
    }
  }

  @Test
  void everyKindOfEntryComesBack() {
    DatastreamInfo info =
        new DatastreamInfo(
            5, 4, "PM2.5 草堂", "air-station", "air.pm25", 1000, -2.5, "510105001001", 3, true);
    expectSame(new LogRecord.Registered(5, info));
    expectSame(new LogRecord.Registered(5, null));
    expectSame(new LogRecord.Tick(1_760_000_000_000L));
    expectSame(new LogRecord.Correction(5, 99, null));
    expectSame(
        new LogRecord.Figures(
            List.of(
                new IndicatorFigure("air.heavy-days", "510100", "2026-04", 2, 0.95, true),
                new IndicatorFigure("care.closing", "510107", "2026", Double.NaN, 0, false))));
    ReadingBlock one = new ReadingBlock(1);
    one.add(5, 99, -1, 3.5, null);
    expectSame(new LogRecord.Correction(5, 99, one));
    expectSame(new LogRecord.Readings(0, "", new ReadingBlock(0)));
  }

  @Test
  void randomBlocksComeBack() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      expectSame(new LogRecord.Readings(random.nextLong(), "k" + round, randomBlock(random)));
    }
  }

  @Test
  void aUsualReadingTakesFewBytes() {
    ReadingBlock block = new ReadingBlock(1000);
    Random random = new Random(SEED);
    for (int i = 0; i < 1000; i++) {
      block.add(
          1 + i * 3L, 900_000_000L + i, 1_760_000_000_000L, random.nextInt(2000) / 10.0, null);
    }
    byte[] bytes = LogCodec.encode(new LogRecord.Readings(1_760_000_000_500L, "", block));
    // one byte each for the steps of datastream, id and time, two for a value below 819.2
    assertThat(bytes.length / 1000.0).isLessThan(6);
  }

  @Test
  void aShortenedEntryIsRefusedWithItsPlace() {
    byte[] whole = LogCodec.encode(new LogRecord.Readings(5, "key", randomBlock(new Random(1))));
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> LogCodec.decode(torn))
          .isInstanceOf(CorruptLog.class)
          .hasMessageContaining("at byte");
    }
  }

  @Test
  void damagedEntriesAreRefusedOrReadButNeverBreakTheReader() {
    Random random = new Random(SEED);
    byte[] whole = LogCodec.encode(new LogRecord.Readings(5, "key", randomBlock(random)));
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        LogCodec.decode(damaged);
      } catch (CorruptLog e) {
        assertThat(e.at()).isBetween(0, damaged.length);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> LogCodec.decode(new byte[] {9, 3, 0}))
        .isInstanceOf(CorruptLog.class)
        .hasMessage("version 9 is not known at byte 0");
  }

  @Test
  void aCountOfMoreThanThereIsRoomForIsRefusedBeforeMemoryIsTaken() {
    // version, kind, receivedAt, empty key, then a count of 2^31 - 1 readings
    byte[] bomb = {1, 1, 0, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
    assertThatThrownBy(() -> LogCodec.decode(bomb))
        .isInstanceOf(CorruptLog.class)
        .hasMessageContaining("count 2147483647");
  }

  static ReadingBlock randomBlock(Random random) {
    int size = random.nextInt(200);
    ReadingBlock block = new ReadingBlock(random.nextInt(10));
    boolean decimal = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      block.add(
          random.nextLong() >>> random.nextInt(64),
          random.nextLong() >>> random.nextInt(64),
          random.nextLong(),
          decimal ? random.nextInt(10_000) / 100.0 : Double.longBitsToDouble(random.nextLong()),
          random.nextInt(10) == 0 ? "{\"a\":\"" + random.nextInt() + "值\"}" : null);
    }
    return block;
  }

  private static void expectSame(LogRecord entry) {
    LogRecord back = LogCodec.decode(LogCodec.encode(entry));
    switch (entry) {
      case LogRecord.Readings readings -> {
        LogRecord.Readings other = (LogRecord.Readings) back;
        assertThat(other.receivedAtMs()).isEqualTo(readings.receivedAtMs());
        assertThat(other.batchKey()).isEqualTo(readings.batchKey());
        expectSame(readings.block(), other.block());
      }
      case LogRecord.Correction correction -> {
        LogRecord.Correction other = (LogRecord.Correction) back;
        assertThat(other.datastream()).isEqualTo(correction.datastream());
        assertThat(other.observationId()).isEqualTo(correction.observationId());
        expectSame(correction.replacement(), other.replacement());
      }
      default -> assertThat(back).isEqualTo(entry);
    }
  }

  private static void expectSame(@Nullable ReadingBlock a, @Nullable ReadingBlock b) {
    if (a == null || b == null) {
      assertThat(a).isSameAs(b);
      return;
    }
    assertThat(b.size()).isEqualTo(a.size());
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.datastream(i)).isEqualTo(a.datastream(i));
      assertThat(b.id(i)).isEqualTo(a.id(i));
      assertThat(b.timeMs(i)).isEqualTo(a.timeMs(i));
      assertThat(Double.doubleToRawLongBits(b.value(i)))
          .isEqualTo(Double.doubleToRawLongBits(a.value(i)));
      assertThat(b.extra(i)).isEqualTo(a.extra(i));
    }
  }
}
