package furong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Hourly PM2.5 of three invented stations in the shape of the UCI file of Chengdu, with episodes of
 * heavy pollution, sudden rises and gaps, so that every rule of the air pack has something to find.
 * The same seed gives the same bytes.
 */
final class SyntheticAir {

  /** Years that the edition of 2012 governs, long enough for a hundred rounds of 60 days. */
  private static final LocalDateTime BEGIN = LocalDateTime.of(2013, 1, 1, 0, 0);

  static final int STATIONS = 3;

  /** An episode begins about every tenth day and lasts one to three: alerts of all levels. */
  private static final double EPISODE_PER_HOUR = 1.0 / 240;

  /** 300 to 500 ug/m3 is an IAQI above 350 (HJ 633 table 1): severe. */
  private static final double SEVERE = 300;

  private SyntheticAir() {}

  /** One file per round; the times go on from file to file. Gives them with their readings. */
  static List<Part> write(Path folder, int files, int daysEach, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Files.createDirectories(folder);
    List<Part> parts = new ArrayList<>();
    double[] level = {80, 70, 60};
    int[] episode = new int[STATIONS];
    LocalDateTime time = BEGIN;
    int row = 0;
    for (int f = 0; f < files; f++) {
      List<String> lines = new ArrayList<>();
      lines.add("No,year,month,day,hour,season,PM_Caotangsi,PM_Shahepu,PM_US Post");
      int readings = 0;
      for (int h = 0; h < daysEach * 24; h++, time = time.plusHours(1)) {
        StringBuilder line = new StringBuilder();
        line.append(++row).append(',').append(time.getYear()).append(',');
        line.append(time.getMonthValue()).append(',').append(time.getDayOfMonth()).append(',');
        line.append(time.getHour()).append(",1");
        for (int s = 0; s < STATIONS; s++) {
          if (episode[s] > 0) {
            episode[s]--;
          } else if (random.nextDouble() < EPISODE_PER_HOUR) {
            episode[s] = 24 + random.nextInt(48);
          }
          double aim = episode[s] > 0 ? SEVERE + 200 * random.nextDouble() : 60;
          level[s] += (aim - level[s]) * 0.3 + random.nextGaussian() * 5;
          boolean gap = random.nextDouble() < 0.02;
          line.append(',');
          line.append(gap ? "NA" : String.format(Locale.ROOT, "%.0f", Math.max(1, level[s])));
          readings += gap ? 0 : 1;
        }
        lines.add(line.toString());
      }
      Path file = folder.resolve("air-%03d.csv".formatted(f));
      Files.write(file, lines);
      parts.add(new Part(file, readings, daysEach));
    }
    return parts;
  }

  /** A file, how many readings are in it, and how many days they cover. */
  record Part(Path file, int readings, int days) {}
}
