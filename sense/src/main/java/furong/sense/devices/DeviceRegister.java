package furong.sense.devices;

import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.Health;
import furong.observe.Observation;
import furong.observe.Summaries;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.serve.city.ThingHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The health of every device, worst first. It is worked out for the whole city at once and kept for
 * half a minute, since all who look at it look at the same: one read of the newest observation of
 * each datastream. When the catalogue changes within that time, only what changed is looked at.
 */
public final class DeviceRegister implements ThingHealth {

  /** Silence is a matter of minutes to hours; half a minute does not matter to it. */
  private static final Duration KEEP = Duration.ofSeconds(30);

  /** Things that changed at once beyond which the whole city is looked at again. */
  private static final int MANY = 10_000;

  /** Things whose datastreams are looked at together: of ten each some 60 MB. */
  private static final int AT_ONCE = 20_000;

  /** Worst first; of the silent ones those first that have been so longest; then by name. */
  private static final Comparator<Device> ORDER =
      Comparator.comparing(Device::health)
          .thenComparing(
              d -> d.health() == Health.SILENT && d.lastAt() != null ? d.lastAt() : Instant.MAX)
          .thenComparing(d -> d.thing().name())
          .thenComparingLong(d -> d.thing().id());

  /** Every device as it was at one moment, worst first. */
  record Look(Instant at, long catalogueVersion, List<Device> devices) {}

  private final Catalogue catalogue;
  private final Summaries summaries;
  private final PackBook packs;
  private final InstantSource clock;
  private final Executor background;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable Look last;
  private volatile Marks marks = new Marks(null, ThingHealth.ALL_WELL.healthNow());

  /** What the map shows of a look. */
  private record Marks(@Nullable Look of, ThingHealth.Look health) {}

  /**
   * @param background looks at the whole city where nobody waits for it
   */
  public DeviceRegister(
      Catalogue catalogue,
      Summaries summaries,
      PackBook packs,
      InstantSource clock,
      Executor background) {
    this.background = background;
    this.catalogue = catalogue;
    this.summaries = summaries;
    this.packs = packs;
    this.clock = clock;
  }

  /** The newest look, at most {@link #KEEP} old and of the catalogue as it is. */
  synchronized Look look() {
    Instant now = clock.instant();
    long version = catalogue.version();
    Look known = last;
    if (known == null || known.at().plus(KEEP).isBefore(now)) {
      known = new Look(now, version, devices(now));
    } else if (known.catalogueVersion() != version) {
      known = changed(known, version, now);
    }
    last = known;
    return known;
  }

  /**
   * For the map, which does not wait: how the things were when the city was last looked at. When
   * that is too long ago, another look is taken meanwhile. Ids beyond 2^31 are shown as well.
   */
  @Override
  public ThingHealth.Look healthNow() {
    Look known = last;
    if (known == null || known.at().plus(KEEP).isBefore(clock.instant())) {
      if (looking.compareAndSet(false, true)) {
        background.execute(() -> {
          try {
            look();
          } finally {
            looking.set(false);
          }
        });
      }
      known = last;
    }
    Marks shown = marks;
    if (known != null && known != shown.of()) {
      shown = new Marks(known, marked(known));
      marks = shown;
    }
    return shown.health();
  }

  /** One bit for each thing that is not well: 22 million things take 3 MB a state. */
  private static ThingHealth.Look marked(Look look) {
    Map<Health, BitSet> ids = new EnumMap<>(Health.class);
    for (Device device : look.devices()) {
      if (device.health() == Health.WELL) {
        break; // the worst come first
      }
      if (device.thing().id() < Integer.MAX_VALUE) {
        ids.computeIfAbsent(device.health(), h -> new BitSet()).set((int) device.thing().id());
      }
    }
    return new ThingHealth.Look(
        look.at().toEpochMilli() + "-" + look.catalogueVersion(),
        id -> {
          for (Map.Entry<Health, BitSet> entry : ids.entrySet()) {
            if (id < Integer.MAX_VALUE && entry.getValue().get((int) id)) {
              return entry.getKey();
            }
          }
          return Health.WELL;
        });
  }

  /** The same with the things anew that changed since; its other devices stay as they were. */
  private Look changed(Look known, long version, Instant now) {
    Optional<Set<Long>> things = catalogue.thingsChangedSince(known.catalogueVersion());
    if (things.isEmpty() || things.get().size() > MANY) {
      return new Look(now, version, devices(now));
    }
    List<Device> devices = new ArrayList<>(known.devices());
    devices.removeIf(d -> things.get().contains(d.thing().id()));
    List<DatastreamInfo> streams =
        things.get().stream().flatMap(id -> catalogue.datastreamsOf(id).stream()).toList();
    Map<Long, Observation> newest = newest(streams);
    things
        .get()
        .forEach(id ->
            catalogue
                .thing(id)
                .ifPresent(t -> devices.add(device(t, catalogue.datastreamsOf(id), newest, now))));
    devices.sort(ORDER); // sorted but for its end: a merge
    return new Look(known.at(), version, List.copyOf(devices));
  }

  /** Some things after the other: the newest observations of millions need not stand at once. */
  private List<Device> devices(Instant now) {
    List<ObservingThing> things = catalogue.things();
    List<Device> devices = new ArrayList<>(things.size());
    for (int from = 0; from < things.size(); from += AT_ONCE) {
      List<ObservingThing> some = things.subList(from, Math.min(things.size(), from + AT_ONCE));
      Map<Long, List<DatastreamInfo>> ofThing =
          some.stream()
              .collect(Collectors.toMap(ObservingThing::id, t -> catalogue.datastreamsOf(t.id())));
      Map<Long, Observation> newest =
          newest(ofThing.values().stream().flatMap(List::stream).toList());
      for (ObservingThing thing : some) {
        devices.add(device(thing, ofThing.getOrDefault(thing.id(), List.of()), newest, now));
      }
    }
    devices.sort(ORDER);
    return Collections.unmodifiableList(devices);
  }

  private Device device(
      ObservingThing thing, List<DatastreamInfo> its, Map<Long, Observation> newest, Instant now) {
    Health worst = its.isEmpty() ? Health.UNHEARD : Health.WELL;
    long lastMs = Long.MIN_VALUE;
    for (DatastreamInfo stream : its) {
      @Nullable Observation heard = newest.get(stream.id());
      worst = worst.and(health(stream, heard, now));
      lastMs = heard == null ? lastMs : Math.max(lastMs, heard.timeMs());
    }
    return new Device(
        thing, worst, lastMs == Long.MIN_VALUE ? null : Instant.ofEpochMilli(lastMs), its.size());
  }

  Map<Long, Observation> newest(List<DatastreamInfo> streams) {
    return summaries.latest(streams.stream().map(DatastreamInfo::id).toList()).stream()
        .collect(Collectors.toMap(Observation::datastream, Function.identity()));
  }

  Health health(DatastreamInfo stream, @Nullable Observation newest, Instant now) {
    return Health.of(
        newest,
        catalogue.unreadableAs(stream.id()).isEmpty(),
        property(stream).map(Property::expectedSilence).orElse(null),
        now);
  }

  /** The property of a datastream, also of one whose unit does not reach it. */
  Optional<Property> property(DatastreamInfo stream) {
    String named =
        stream.property().isEmpty() ? catalogue.unreadableAs(stream.id()) : stream.property();
    return packs.findProperty(named);
  }
}
