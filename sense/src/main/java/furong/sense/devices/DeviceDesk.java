package furong.sense.devices;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.Health;
import furong.observe.Observation;
import furong.pack.DeviceKind;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.people.Caller;
import furong.people.Rights;
import furong.sense.devices.DeviceRegister.Look;
import furong.sense.devices.DeviceViews.DeviceLine;
import furong.sense.devices.DeviceViews.DeviceView;
import furong.sense.devices.DeviceViews.Flow;
import furong.sense.devices.DeviceViews.Group;
import furong.sense.devices.DeviceViews.NewestView;
import furong.sense.devices.DeviceViews.Overview;
import furong.sense.devices.DeviceViews.OwnerView;
import furong.sense.devices.DeviceViews.ReadingRow;
import furong.sense.devices.DeviceViews.StreamView;
import furong.sense.ingest.JsonReadings;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Devices as a caller may see them: filtered, counted, one in full. */
public final class DeviceDesk {

  /** Who looks after what stands in a street, until a thing names its owner itself. */
  private static final String KEEPER = "street-office";

  private final DeviceRegister register;
  private final Catalogue catalogue;
  private final PackBook packs;
  private final CityProfile city;
  private final LongFunction<Optional<String>> owners;
  private final InstantSource clock;

  /** One that asks who owns a thing. @param owners id of the organisation that a thing names */
  public DeviceDesk(
      DeviceRegister register,
      Catalogue catalogue,
      PackBook packs,
      CityProfile city,
      LongFunction<Optional<String>> owners,
      InstantSource clock) {
    this.register = register;
    this.catalogue = catalogue;
    this.packs = packs;
    this.city = city;
    this.owners = owners;
    this.clock = clock;
  }

  /** What a list is about; empty texts and null mean any. */
  record Filter(List<String> divisions, String kind, @Nullable Health health, String words) {

    boolean takes(Device d) {
      return (health == null || health == d.health()) && takes(d.thing());
    }

    boolean takes(ObservingThing thing) {
      return divisions.stream().anyMatch(of -> Divisions.isWithin(thing.division(), of))
          && (kind.isEmpty() || kind.equals(thing.kind()))
          && (words.isEmpty()
              || words.equals(Long.toString(thing.id()))
              || thing.name().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
    }
  }

  /** The divisions a request is about; things without a place belong to the whole city. */
  List<String> divisions(Caller caller, @Nullable String asked) {
    List<String> codes = Where.asked(caller, city, asked);
    return codes.contains(city.divisions().root().code()) ? List.of("") : codes;
  }

  /** Devices, worst first; {@link #line} says what a list shows of one. */
  List<Device> list(Filter filter) {
    return register.look().devices().stream().filter(filter::takes).toList();
  }

  Overview overview(List<String> divisions, String parent) {
    Look look = register.look();
    Predicate<Device> wanted = new Filter(divisions, "", null, "")::takes;
    List<Device> all = look.devices().stream().filter(wanted).toList();
    Map<String, Count> kinds = new TreeMap<>();
    Map<String, Count> below = new TreeMap<>();
    List<Division> children = city.divisions().children(parent);
    Count total = new Count();
    for (Device d : all) {
      total.add(d);
      kinds.computeIfAbsent(d.thing().kind(), k -> new Count()).add(d);
      children.stream()
          .filter(c -> Divisions.isWithin(d.thing().division(), c.code()))
          .findFirst()
          .ifPresent(c -> below.computeIfAbsent(c.code(), k -> new Count()).add(d));
    }
    return new Overview(
        look.at(),
        total.group(parent, Where.place(city, parent).name()),
        kinds.entrySet().stream()
            .map(e -> e.getValue().group(e.getKey(), kind(e.getKey())))
            .toList(),
        children.stream()
            .filter(c -> below.containsKey(c.code()))
            .map(c -> below.getOrDefault(c.code(), total).group(c.code(), c.name()))
            .toList());
  }

  /** Counts of one group while they are taken. */
  private static final class Count {
    private final Map<Health, Integer> health = new EnumMap<>(Health.class);
    private int total;
    private int simulated;

    void add(Device d) {
      total++;
      simulated += d.thing().simulated() ? 1 : 0;
      health.merge(d.health(), 1, Integer::sum);
    }

    Group group(String key, Text title) {
      return new Group(key, title, total, health, simulated);
    }
  }

  DeviceView device(Caller caller, long id) {
    ObservingThing thing =
        catalogue
            .thing(id)
            .orElseThrow(() ->
                Problems.refuse(Refusal.NOT_FOUND, "device.none", "There is no device " + id));
    Problems.orThrow(
        Rights.mayRead(
            caller.user(),
            thing.division().isEmpty() ? city.divisions().root().code() : thing.division()));
    List<DatastreamInfo> streams = catalogue.datastreamsOf(id);
    Map<Long, Observation> newest = register.newest(streams);
    Instant now = clock.instant();
    List<StreamView> views = streams.stream().map(s -> stream(s, newest.get(s.id()), now)).toList();
    Health worst = views.isEmpty() ? Health.UNHEARD : Health.WELL;
    @Nullable Instant last = null;
    for (StreamView view : views) {
      worst = worst.and(view.health());
      NewestView heard = view.newest();
      last = heard != null && (last == null || heard.at().isAfter(last)) ? heard.at() : last;
    }
    Optional<OwnerView> owner =
        owners
            .apply(id)
            .flatMap(city::findOrganisation)
            .or(() -> city.organisation(KEEPER, thing.division()))
            .map(o -> new OwnerView(o.id(), o.name()));
    return new DeviceView(
        line(new Device(thing, worst, last, streams.size())),
        owner.orElse(null),
        views,
        "/sensorthings/v1.1/Things(" + id + ")");
  }

  DeviceLine line(Device d) {
    ObservingThing thing = d.thing();
    return new DeviceLine(
        thing.id(),
        thing.name(),
        thing.kind(),
        kind(thing.kind()),
        d.health(),
        d.lastAt(),
        d.streams(),
        Where.place(city, thing.division()),
        thing.placed() ? thing.lng() : null,
        thing.placed() ? thing.lat() : null,
        thing.simulated());
  }

  /** The name of a kind; one that no pack knows is called by its code. */
  private Text kind(String id) {
    if (id.isEmpty()) {
      return Text.of("未分类", "No kind");
    }
    return packs.findKind(id).map(DeviceKind::title).orElse(Text.of(id, id));
  }

  private StreamView stream(DatastreamInfo s, @Nullable Observation newest, Instant now) {
    Optional<Property> property = register.property(s);
    String unreadable = catalogue.unreadableAs(s.id());
    return new StreamView(
        s.id(),
        s.name(),
        s.property().isEmpty() ? null : s.property(),
        property.map(Property::title).orElse(Text.of(s.name(), s.name())),
        catalogue.unit(s.id()),
        property.map(Property::unit).orElse(null),
        register.health(s, newest, now),
        unreadable.isEmpty() ? null : unreadable,
        property.map(p -> p.expectedSilence().toSeconds()).orElse(null),
        newest == null
            ? null
            : new NewestView(
                Instant.ofEpochMilli(newest.timeMs()),
                Double.isFinite(newest.value()) ? newest.value() : null,
                Observation.names(newest.flags())));
  }

  /**
   * Which datastreams a page of flowing readings is about.
   *
   * @param divisions as {@link #divisions} gives them
   * @param kind of their things; empty for any
   * @param thing its id; 0 for any
   */
  LongPredicate wants(List<String> divisions, String kind, long thing) {
    Filter filter = new Filter(divisions, kind, null, "");
    return id ->
        catalogue
            .datastream(id)
            .filter(info -> thing == 0 || info.thing() == thing)
            .flatMap(info -> catalogue.thing(info.thing()))
            .filter(filter::takes)
            .isPresent();
  }

  /**
   * Readings that were just taken, for people; those whose device is gone meanwhile are left out.
   */
  Flow flow(ReadingsListener.Look look) {
    return new Flow(
        clock.instant(),
        look.matched(),
        look.dropped(),
        look.rows().stream().flatMap(row -> row(row).stream()).toList());
  }

  private Optional<ReadingRow> row(ReadingsListener.Row row) {
    return catalogue
        .datastream(row.datastream())
        .flatMap(info -> catalogue.thing(info.thing()).map(thing -> row(row, info, thing)));
  }

  /** What stands in place of a number: a text as it is, anything else as JSON. */
  private static String result(String extra) {
    JsonNode result = JsonReadings.mapper().readTree(extra).path("result");
    return result.isString() ? result.asString() : result.toString();
  }

  private ReadingRow row(ReadingsListener.Row row, DatastreamInfo info, ObservingThing thing) {
    boolean number = Double.isFinite(row.value());
    return new ReadingRow(
        info.id(),
        thing.id(),
        thing.name(),
        register.property(info).map(Property::title).orElse(Text.of(info.name(), info.name())),
        Instant.ofEpochMilli(row.timeMs()),
        number ? (Double) row.value() : null,
        number || row.extra() == null ? null : result(row.extra()),
        catalogue.unit(info.id()),
        Where.place(city, thing.division()),
        thing.simulated());
  }
}
