package furong.steer.indicators;

import furong.base.Period;
import furong.base.Text;
import furong.city.CityProfile;
import furong.indicators.DayItem;
import furong.indicators.DayMean;
import furong.indicators.DayReader;
import furong.indicators.DayReader.Key;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.indicators.DayStatistics;
import furong.indicators.HourStat;
import furong.indicators.IndicatorBook;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.History;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.steer.indicators.IndicatorReader.OfDays;
import furong.steer.indicators.IndicatorViews.Hour;
import furong.steer.indicators.IndicatorViews.Hours;
import furong.steer.indicators.IndicatorViews.ObservationLine;
import furong.steer.indicators.IndicatorViews.ObservedDay;
import furong.steer.indicators.IndicatorViews.StationLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lower half of a lineage: stations of a day, hours of a station, observations of an hour. */
public final class StationDays {

  private final DayStatStore stats;
  private final DayReader reader;
  private final History history;
  private final Catalogue catalogue;
  private final PackBook packs;
  private final IndicatorBook book;
  private final CityProfile city;

  public StationDays(
      DayStatStore stats,
      DayReader reader,
      History history,
      Catalogue catalogue,
      PackBook packs,
      IndicatorBook book,
      CityProfile city) {
    this.stats = stats;
    this.reader = reader;
    this.history = history;
    this.catalogue = catalogue;
    this.packs = packs;
    this.book = book;
    this.city = city;
  }

  /** The statistics that a division's day came from, and those that were not valid. */
  List<StationLine> stations(OfDays known, String division, LocalDate day) {
    List<DayItem> items = known.index().items(day);
    TreeSet<String> properties =
        items.stream().map(DayItem::property).collect(Collectors.toCollection(TreeSet::new));
    return stats.within(division, properties, day, day).stream()
        .map(s -> station(s, items))
        .toList();
  }

  /** The days of one property in a division, each with its mean over the things in it. */
  List<ObservedDay> days(String property, String division, Period period) {
    Map<LocalDate, List<DayStat>> byDay = new TreeMap<>();
    stats
        .within(division, List.of(property), period.first(), period.last())
        .forEach(s -> byDay.computeIfAbsent(s.day(), d -> new ArrayList<>()).add(s));
    return byDay.entrySet().stream()
        .map(day ->
            new ObservedDay(
                day.getKey().toString(),
                DayMean.of(day.getValue()).value(),
                (int) day.getValue().stream().filter(s -> s.mean() != null).count(),
                day.getValue().stream().mapToLong(DayStat::count).sum(),
                DayMean.kind(day.getValue()).code(),
                "/api/indicators/observed?property="
                    + property
                    + "&division="
                    + division
                    + "&period="
                    + day.getKey()))
        .toList();
  }

  /**
   * The statistics of one property on a day, or with the means of an hour of it; those without a
   * mean do not count.
   */
  List<StationLine> stations(String property, String division, Period period) {
    LocalDate day = period.first();
    return stats.within(division, List.of(property), day, day).stream()
        .map(s -> {
          @Nullable Double mean = period.isHour() ? s.hourMean(period.start().getHour()) : s.mean();
          return station(s, mean, mean != null);
        })
        .toList();
  }

  private StationLine station(DayStat s, List<DayItem> items) {
    return station(
        s,
        s.mean(),
        items.stream().anyMatch(i -> i.property().equals(s.property()) && i.in(s) != null));
  }

  private StationLine station(DayStat s, @Nullable Double mean, boolean valid) {
    Optional<Property> property = packs.findProperty(s.property());
    return new StationLine(
        s.thing(),
        catalogue.thing(s.thing()).map(ObservingThing::name).orElse(""),
        s.property(),
        property.map(Property::title).orElse(Text.of(s.property(), "")),
        property.map(Property::symbol).orElse(""),
        s.division(),
        mean,
        s.max1h(),
        s.max8h(),
        s.hours(),
        s.windows(),
        s.count(),
        s.bad(),
        valid,
        s.rule(),
        s.kind().code(),
        s.simulated(),
        "/api/indicators/hours?thing="
            + s.thing()
            + "&property="
            + s.property()
            + "&date="
            + s.day());
  }

  /** The hours of one property of a thing on a day, with every observation of that day. */
  Optional<Hours> hours(long thing, String property, LocalDate date) {
    Optional<DayStatistics> day = reader.day(new Key(thing, property, date));
    if (day.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, DatastreamInfo> of =
        reader.datastreams(thing, property).stream()
            .collect(Collectors.toMap(DatastreamInfo::id, d -> d));
    List<ObservationLine> observations = new ArrayList<>();
    history.forEach(
        of.keySet(),
        day.get().startMs(),
        day.get().endMs(),
        (id, datastream, timeMs, value, extra, flags) -> {
          DatastreamInfo info = of.get(datastream);
          if (info != null) {
            observations.add(line(id, info, timeMs, value, flags));
          }
        });
    return Optional.of(
        new Hours(
            thing,
            catalogue.thing(thing).map(ObservingThing::name).orElse(""),
            property,
            packs.findProperty(property).map(Property::symbol).orElse(""),
            date.toString(),
            day.get().hours().stream().map(StationDays::hour).toList(),
            observations));
  }

  private static Hour hour(HourStat h) {
    return new Hour(Instant.ofEpochMilli(h.startMs()), h.count(), h.mean(), h.valid());
  }

  private ObservationLine line(long id, DatastreamInfo info, long timeMs, double value, int flags) {
    double canonical = value * info.factor() + info.offset();
    boolean counted =
        Optional.ofNullable(book.rules().get(info.property()))
            .map(rule -> rule.believes(canonical))
            .orElse(false);
    return new ObservationLine(
        id,
        info.id(),
        Instant.ofEpochMilli(timeMs),
        finite(value),
        finite(canonical),
        counted,
        flags,
        "/sensorthings/v1.1/Observations(" + id + ")");
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** Where the thing lies, for holding the reader's scope against; empty when it is not known. */
  Optional<String> division(long thing) {
    return catalogue
        .thing(thing)
        .map(t -> t.division().isEmpty() ? city.divisions().root().code() : t.division());
  }
}
