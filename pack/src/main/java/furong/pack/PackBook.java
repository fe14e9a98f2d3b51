package furong.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All packs of a city. What it finds, it finds by id in constant time.
 *
 * <pre>{@code
 * PackBook book = PackReader.load(Path.of("packs")).book();
 * book.findProperty("air.pm25").orElseThrow().unit()   // "ug/m3"
 * }</pre>
 *
 * <p>Its content never changes, except of the one book that a running city hands around: {@link
 * #take} puts another in its place, as a whole. Who keeps what it was told keeps the old words; who
 * needs something that is made of them asks for it by {@link #follow}:
 *
 * <pre>{@code
 * Supplier<Tiles> tiles = packs.follow(Tiles::of);   // made once for each version of the packs
 * }</pre>
 */
public final class PackBook {

  private static final PackFiles NO_FILES = new PackFiles("packs", Map.of());

  private final PackFiles files;
  private final List<Pack> packs;
  private final Map<String, Pack> packById;
  private final Map<String, Property> properties;
  private final Map<String, Property> byDefinition;
  private final Map<String, Rule> rules;
  private final Map<String, Procedure> procedures;
  private final Map<String, IndicatorDef> indicators;
  private final Map<String, FormDef> forms;
  private final Map<String, FigureDef> figures;
  private final Map<String, Index> indexes;
  private final Map<String, DeviceKind> kinds;

  private volatile @Nullable PackBook newer;
  private @Nullable PackBook first;

  private PackBook(List<Pack> packs, PackFiles files) {
    this.files = files;
    this.packs = List.copyOf(packs);
    packById = index(packs.stream(), Pack::id);
    properties = index(packs.stream().flatMap(p -> p.properties().stream()), Property::id);
    byDefinition = index(properties.values().stream(), Property::definition);
    rules = index(packs.stream().flatMap(p -> p.rules().stream()), Rule::id);
    procedures = index(packs.stream().flatMap(p -> p.procedures().stream()), Procedure::id);
    indicators = index(packs.stream().flatMap(p -> p.indicators().stream()), IndicatorDef::id);
    forms = index(packs.stream().flatMap(p -> p.forms().stream()), FormDef::id);
    figures = index(forms.values().stream().flatMap(f -> f.figures().stream()), FigureDef::id);
    indexes = index(packs.stream().flatMap(p -> p.indexes().stream()), Index::id);
    kinds = index(packs.stream().flatMap(p -> p.kinds().stream()), DeviceKind::id);
  }

  private static <T> Map<String, T> index(Stream<T> all, Function<T, String> key) {
    Map<String, T> map = new LinkedHashMap<>();
    all.forEach(t -> map.putIfAbsent(key.apply(t), t));
    return map;
  }

  /** One that was not read from texts. */
  public static PackBook of(List<Pack> packs) {
    return of(packs, NO_FILES);
  }

  static PackBook of(List<Pack> packs, PackFiles files) {
    return new PackBook(packs, files);
  }

  /** The same with other values for some parameters of one pack; unknown names change nothing. */
  public PackBook with(String pack, Map<String, Double> values) {
    PackBook by = now();
    return new PackBook(
        by.packs.stream().map(p -> p.id().equals(pack) ? p.with(values) : p).toList(), by.files);
  }

  /** From now on this book says what {@code other} says. */
  public void take(PackBook other) {
    newer = other.now();
  }

  private PackBook now() {
    PackBook by = newer;
    return by == null ? this : by;
  }

  /** The same packs by the names of their versions in a city, see {@link Pack#numbered}. */
  public PackBook numbered(Map<String, Long> numbers) {
    PackBook by = now();
    return of(
        by.packs.stream().map(p -> p.numbered(numbers.getOrDefault(p.id(), 0L))).toList(),
        by.files);
  }

  /**
   * What it says now, for good: who asks several questions that must fit each other asks this one.
   */
  public PackBook inForce() {
    PackBook by = newer;
    return by == null ? asItBegan() : by;
  }

  /** The same content in a book that nobody hands around, so that it stays. */
  private synchronized PackBook asItBegan() {
    PackBook known = first;
    if (known == null) {
      known = new PackBook(packs, files);
      first = known;
    }
    return known;
  }

  /**
   * What is made of this book, made anew when another took its place, at the first asking. All that
   * one answer holds is of one version of the packs. Two who ask at once may both make it.
   */
  public <T> Supplier<T> follow(Function<PackBook, T> make) {
    AtomicReference<@Nullable Made<T>> last = new AtomicReference<>();
    return () -> {
      PackBook by = inForce();
      @Nullable Made<T> known = last.get();
      if (known == null || known.of != by) {
        known = new Made<>(by, make.apply(by));
        last.set(known);
      }
      return known.value;
    };
  }

  private static final class Made<T> {
    final PackBook of;
    final T value;

    Made(PackBook of, T value) {
      this.of = of;
      this.value = value;
    }
  }

  /** The texts that it was read from; for what a stage of its own reads in a pack. */
  public PackFiles files() {
    return now().files;
  }

  /** In the order of their ids. */
  public List<Pack> packs() {
    return now().packs;
  }

  public Optional<Pack> findPack(String id) {
    return Optional.ofNullable(now().packById.get(id));
  }

  public Optional<DeviceKind> findKind(String id) {
    return Optional.ofNullable(now().kinds.get(id));
  }

  public Optional<Property> findProperty(String id) {
    return Optional.ofNullable(now().properties.get(id));
  }

  /** By the URN of a SensorThings ObservedProperty. */
  public Optional<Property> findByDefinition(String definition) {
    return Optional.ofNullable(now().byDefinition.get(definition));
  }

  public List<Property> properties() {
    return List.copyOf(now().properties.values());
  }

  public Optional<Rule> findRule(String id) {
    return Optional.ofNullable(now().rules.get(id));
  }

  public List<Rule> rules() {
    return List.copyOf(now().rules.values());
  }

  public Optional<Procedure> findProcedure(String id) {
    return Optional.ofNullable(now().procedures.get(id));
  }

  public List<Procedure> procedures() {
    return List.copyOf(now().procedures.values());
  }

  public Optional<IndicatorDef> findIndicator(String id) {
    return Optional.ofNullable(now().indicators.get(id));
  }

  public List<IndicatorDef> indicators() {
    return List.copyOf(now().indicators.values());
  }

  public Optional<FormDef> findForm(String id) {
    return Optional.ofNullable(now().forms.get(id));
  }

  /** Forms that organisations fill. */
  public List<FormDef> forms() {
    return List.copyOf(now().forms.values());
  }

  /** A reported figure, which stands in one form only. */
  public Optional<FigureDef> findFigure(String id) {
    return Optional.ofNullable(now().figures.get(id));
  }

  public Optional<Index> findIndex(String id) {
    return Optional.ofNullable(now().indexes.get(id));
  }

  public List<Index> indexes() {
    return List.copyOf(now().indexes.values());
  }
}
