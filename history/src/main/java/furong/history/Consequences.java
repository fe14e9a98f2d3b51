package furong.history;

import furong.detect.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * What follows from the rows of a segment: the newest of each datastream, and the days touched of
 * those that are summed up by day.
 */
record Consequences(List<Catalogue.Newest> newest, List<Catalogue.Day> days) {

  Consequences {
    newest = List.copyOf(newest);
    days = List.copyOf(days);
  }

  static Consequences of(
      SortedTail rows, CityDays calendar, Quality quality, LongPredicate summedUp) {
    List<Catalogue.Newest> newest = new ArrayList<>();
    List<Catalogue.Day> days = new ArrayList<>();
    Tail tail = rows.tail();
    long firstMs = 0;
    long lastDay = 0;
    boolean summed = false;
    for (int place = 0; place < rows.size(); place++) {
      int row = rows.row(place);
      long datastream = tail.datastream(row);
      boolean first = place == 0 || tail.datastream(rows.row(place - 1)) != datastream;
      boolean last = place == rows.size() - 1 || tail.datastream(rows.row(place + 1)) != datastream;
      if (first) {
        firstMs = tail.time(row);
        summed = summedUp.test(datastream);
      }
      if (summed) {
        long day = calendar.epochDay(tail.time(row));
        if (first || day != lastDay) {
          days.add(new Catalogue.Day(datastream, day));
          lastDay = day;
        }
      }
      if (last) {
        newest.add(
            new Catalogue.Newest(
                datastream, firstMs, tail.observation(row), quality.flatSinceMs(datastream)));
      }
    }
    return new Consequences(newest, days);
  }
}
