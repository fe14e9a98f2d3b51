package furong.sense.history;

import furong.base.Mean;
import furong.base.Result.Refusal;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.Grid;
import furong.observe.History;
import furong.observe.Holdings;
import furong.observe.Observation;
import furong.observe.Summaries;
import furong.observe.Summaries.Slot;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.people.Caller;
import furong.people.Rights;
import furong.sense.history.HistoryViews.HoldingsView;
import furong.sense.history.HistoryViews.KeptView;
import furong.sense.history.HistoryViews.LatestView;
import furong.sense.history.HistoryViews.ObservationView;
import furong.serve.Problems;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may read which datastream, and newest values with their names. */
public final class HistoryDesk {

  private final History history;
  private final Summaries summaries;
  private final Supplier<Holdings> holdings;
  private final Catalogue catalogue;
  private final PackBook packs;
  private final ZoneId zone;
  private final String city;

  public HistoryDesk(
      History history,
      Summaries summaries,
      Supplier<Holdings> holdings,
      Catalogue catalogue,
      ZoneId zone,
      String city,
      PackBook packs) {
    this.zone = zone;
    this.holdings = holdings;
    this.packs = packs;
    this.history = history;
    this.summaries = summaries;
    this.catalogue = catalogue;
    this.city = city;
  }

  /** The city's: days are its days. */
  ZoneId zone() {
    return zone;
  }

  /** Code of the whole city. */
  String city() {
    return city;
  }

  History history() {
    return history;
  }

  Summaries summaries() {
    return summaries;
  }

  /** Refuses a datastream that there is not, or that lies outside the caller's divisions. */
  void readable(Caller caller, Collection<Long> datastreams) {
    for (long id : datastreams) {
      DatastreamInfo info =
          catalogue
              .datastream(id)
              .orElseThrow(() ->
                  Problems.refuse(
                      Refusal.NOT_FOUND, "datastream.unknown", "there is no datastream " + id));
      Problems.orThrow(Rights.mayRead(caller.user(), division(info.division())));
    }
  }

  /**
   * How the readings of a datastream are averaged. A level is sent in decibels, no other unit of it
   * is known, so that its stored values are those of its property.
   */
  Mean mean(long datastream) {
    return catalogue
        .datastream(datastream)
        .flatMap(info -> packs.findProperty(info.property()))
        .map(Property::mean)
        .orElse(Mean.ARITHMETIC);
  }

  /** See {@link Summaries#slots}; each datastream is averaged as its property says. */
  List<Slot> slots(List<Long> datastreams, long fromMs, long toMs, Grid grid) {
    Map<Mean, List<Long>> byMean =
        datastreams.stream().distinct().collect(Collectors.groupingBy(this::mean));
    return byMean.entrySet().stream()
        .flatMap(of -> summaries.slots(of.getValue(), fromMs, toMs, grid, of.getKey()).stream())
        .sorted(Comparator.comparingLong(Slot::datastream).thenComparingLong(Slot::startMs))
        .toList();
  }

  /** Ids of a thing's datastreams, for one who may read them. */
  List<Long> datastreamsOf(Caller caller, long thing) {
    String division =
        catalogue
            .thing(thing)
            .map(Catalogue.ObservingThing::division)
            .orElseThrow(() ->
                Problems.refuse(Refusal.NOT_FOUND, "thing.unknown", "there is no thing " + thing));
    Problems.orThrow(Rights.mayRead(caller.user(), division(division)));
    return catalogue.datastreamsOf(thing).stream().map(DatastreamInfo::id).toList();
  }

  /** What has no place belongs to the whole city. */
  private String division(String code) {
    return code.isEmpty() ? city : code;
  }

  /** What is stored, and how long which property is kept. */
  HoldingsView holdings() {
    Holdings now = holdings.get();
    return new HoldingsView(
        now.segments(),
        now.rows(),
        now.bytes(),
        now.rows() == 0 ? null : (double) now.bytes() / now.rows(),
        now.tail(),
        now.expired(),
        packs.properties().stream()
            .map(p -> new KeptView(p.id(), p.title(), text(p.keep())))
            .toList());
  }

  private static @Nullable String text(@Nullable Duration keep) {
    return keep == null ? null : keep.toString();
  }

  /** One line for each datastream, in the order asked for. */
  List<LatestView> latest(List<Long> datastreams) {
    Map<Long, Observation> newest =
        summaries.latest(datastreams).stream()
            .collect(Collectors.toMap(Observation::datastream, Function.identity()));
    return datastreams.stream()
        .distinct()
        .flatMap(id -> catalogue.datastream(id).stream())
        .map(info -> view(info, newest.get(info.id())))
        .toList();
  }

  private LatestView view(DatastreamInfo info, @Nullable Observation newest) {
    return new LatestView(
        info.id(),
        info.name(),
        info.property(),
        catalogue.unit(info.id()),
        info.thing(),
        info.simulated(),
        newest == null ? null : ObservationView.of(newest));
  }
}
