package furong.bench;

import furong.observe.ReadingBlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recorded observations of real cities, an hour a block, as they would have come: every sensor of
 * the hour together. A missing value is no observation. Not part of this repository.
 */
final class OpenData {

  /** The columns with a number of the Beijing files: six pollutants and six of the weather. */
  private static final List<Integer> BEIJING = List.of(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16);

  /** Takes the readings of one hour. */
  interface Hours {
    void take(long timeMs, ReadingBlock block);
  }

  private OpenData() {}

  /** Twelve stations, 2013-03 to 2017-02, from the files {@code PRSA_Data_*.csv.gz} of a folder. */
  static void beijing(Path folder, Hours hours) throws IOException {
    TreeMap<Long, ReadingBlock> byHour = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList();
    }
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    for (int station = 0; station < files.size(); station++) {
      try (BufferedReader lines = open(files.get(station))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] f = line.split(",", -1);
          long time =
              LocalDateTime.of(whole(f[1]), whole(f[2]), whole(f[3]), whole(f[4]), 0)
                  .atZone(zone)
                  .toInstant()
                  .toEpochMilli();
          ReadingBlock block = byHour.computeIfAbsent(time, t -> new ReadingBlock(128));
          for (int column : BEIJING) {
            add(block, 1 + station * 100L + column, time, f[column]);
          }
        }
      }
    }
    byHour.forEach(hours::take);
  }

  /** Counters of pedestrians, hours since 2021, from {@code counts_wide.csv.gz}. */
  static void melbourne(Path folder, Hours hours) throws IOException {
    long start =
        LocalDateTime.of(2021, 1, 1, 0, 0)
            .atZone(ZoneId.of("Australia/Melbourne"))
            .toInstant()
            .toEpochMilli();
    try (BufferedReader lines = open(folder.resolve("counts_wide.csv.gz"))) {
      String[] ids = lines.readLine().split(",", -1);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] f = line.split(",", -1);
        long time = start + Long.parseLong(f[0]) * 3_600_000L;
        ReadingBlock block = new ReadingBlock(128);
        for (int i = 1; i < f.length; i++) {
          if (!f[i].equals("-1")) { // how the file says that there is none
            add(block, 10_000 + Long.parseLong(ids[i]), time, f[i]);
          }
        }
        hours.take(time, block);
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  private static int whole(String text) {
    return Integer.parseInt(text);
  }

  /** Ids are given when the block is sent. */
  private static void add(ReadingBlock block, long datastream, long timeMs, String text) {
    if (!text.isEmpty() && !text.equals("NA")) {
      block.add(datastream, 0, timeMs, Double.parseDouble(text), null);
    }
  }

  /** The same readings under ids of their own. */
  static ReadingBlock withIds(ReadingBlock block, long first) {
    ReadingBlock numbered = new ReadingBlock(block.size());
    for (int i = 0; i < block.size(); i++) {
      numbered.add(block.datastream(i), first + i, block.timeMs(i), block.value(i), null);
    }
    return numbered;
  }
}
