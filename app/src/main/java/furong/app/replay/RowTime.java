package furong.app.replay;

import furong.app.replay.Mapping.Time;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the time of a row as its mapping says. */
final class RowTime {

  private final ZoneId zone;
  private final Time time;
  private final int[] index;
  private final @Nullable DateTimeFormatter formatter;

  RowTime(Mapping mapping, List<String> header) {
    this.zone = mapping.zone();
    this.time = mapping.time();
    this.index =
        columns(time).stream()
            .mapToInt(column -> {
              int i = header.indexOf(column);
              if (i < 0) {
                throw new IllegalArgumentException(
                    mapping.id() + ": no column \"" + column + "\" for the time");
              }
              return i;
            })
            .toArray();
    this.formatter =
        time instanceof Time.Pattern p
            ? DateTimeFormatter.ofPattern(p.pattern(), Locale.ROOT)
            : null;
  }

  private static List<String> columns(Time time) {
    return switch (time) {
      case Time.Parts p ->
          p.minute() == null
              ? List.of(p.year(), p.month(), p.day(), p.hour())
              : List.of(p.year(), p.month(), p.day(), p.hour(), p.minute());
      case Time.Pattern p -> p.columns();
      case Time.Instant i -> List.of(i.column());
    };
  }

  /** Unix ms. @throws RuntimeException when the cells are no time */
  long read(List<String> cells) {
    return switch (time) {
      case Time.Parts ignored ->
          ms(
              LocalDateTime.of(
                  number(cells, 0),
                  number(cells, 1),
                  number(cells, 2),
                  number(cells, 3),
                  index.length > 4 ? number(cells, 4) : 0));
      case Time.Pattern ignored -> {
        StringBuilder text = new StringBuilder();
        for (int i : index) {
          text.append(text.isEmpty() ? "" : " ").append(cells.get(i).strip());
        }
        yield ms(LocalDateTime.parse(text, java.util.Objects.requireNonNull(formatter)));
      }
      case Time.Instant ignored -> {
        String cell = cells.get(index[0]).strip();
        yield cell.chars().allMatch(Character::isDigit)
            ? Long.parseLong(cell)
            : Instant.from(DateTimeFormatter.ISO_DATE_TIME.withZone(zone).parse(cell))
                .toEpochMilli();
      }
    };
  }

  private int number(List<String> cells, int i) {
    return Integer.parseInt(cells.get(index[i]).strip());
  }

  private long ms(LocalDateTime local) {
    return local.atZone(zone).toInstant().toEpochMilli();
  }
}
