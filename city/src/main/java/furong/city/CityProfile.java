package furong.city;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.geo.LngLat;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A city as data: what {@code cities/<id>/} says.
 *
 * <pre>{@code
 * CityProfile chengdu = CityProfile.load(Path.of("cities/chengdu"));
 * chengdu.divisions().locate(104.0657, 30.6574);
 * chengdu.organisation("street-office", "510104017001");    // the command room of that street
 * }</pre>
 */
public final class CityProfile {

  private final String id;
  private final Text name;
  private final ZoneId zone;
  private final WorkCalendar calendar;
  private final DivisionHistory history;
  private final Map<String, Organisation> organisations;
  private final List<Overlay> overlays;
  private final Map<String, String> aliases;

  /** The profile cannot be used; the message names what to do about it. */
  public static final class BadProfile extends RuntimeException {
    BadProfile(String message) {
      super(message);
    }

    BadProfile(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private CityProfile(
      String id,
      Text name,
      ZoneId zone,
      WorkCalendar calendar,
      DivisionHistory history,
      List<Organisation> organisations,
      List<Overlay> overlays,
      Map<String, String> aliases) {
    this.id = id;
    this.name = name;
    this.zone = zone;
    this.calendar = calendar;
    this.history = history;
    Map<String, Organisation> byId = new LinkedHashMap<>();
    organisations.forEach(organisation -> byId.put(organisation.id(), organisation));
    this.organisations = Collections.unmodifiableMap(byId);
    this.overlays = List.copyOf(overlays);
    this.aliases = Map.copyOf(aliases);
  }

  /**
   * A profile made in the program rather than read: for small worlds.
   *
   * @param aliases retired codes and what they became: {@code 510124 -> 510117}
   */
  public static CityProfile of(
      String id,
      Text name,
      WorkCalendar calendar,
      Divisions divisions,
      List<Organisation> organisations,
      List<Overlay> overlays,
      Map<String, String> aliases) {
    return of(id, name, calendar, DivisionHistory.of(divisions), organisations, overlays, aliases);
  }

  /** The same for a city whose divisions have changed. */
  public static CityProfile of(
      String id,
      Text name,
      WorkCalendar calendar,
      DivisionHistory history,
      List<Organisation> organisations,
      List<Overlay> overlays,
      Map<String, String> aliases) {
    return new CityProfile(
        id, name, calendar.zone(), calendar, history, organisations, overlays, aliases);
  }

  /**
   * Reads a profile whose generated part was built before ({@code cities/build.sh}).
   *
   * @throws BadProfile when a file is missing or says something impossible
   */
  public static CityProfile load(Path folder) {
    Path generated = folder.resolve("generated");
    if (!Files.exists(folder.resolve("city.properties"))) {
      throw new BadProfile(folder + " is no city profile: it has no city.properties");
    }
    if (!Files.exists(generated.resolve(DivisionFiles.TABLE))) {
      throw new BadProfile(
          "the divisions of " + folder + " are not built yet: run cities/build.sh");
    }
    try {
      Properties city = new Properties();
      try (Reader reader = Files.newBufferedReader(folder.resolve("city.properties"))) {
        city.load(reader);
      }
      Divisions divisions = DivisionFiles.read(generated);
      ZoneId zone = ZoneId.of(city.getProperty("zone"));
      return new CityProfile(
          city.getProperty("id"),
          Text.of(city.getProperty("name.zh"), city.getProperty("name.en")),
          zone,
          calendar(folder.resolve("calendar.csv"), zone),
          DivisionHistory.load(folder, divisions),
          organisations(folder.resolve("organisations.csv"), divisions),
          overlays(folder.resolve("overlays.csv"), divisions),
          aliases(folder.resolve("aliases.csv")));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new BadProfile(folder + ": " + e.getMessage(), e);
    }
  }

  /** Short, such as {@code chengdu}. */
  public String id() {
    return id;
  }

  public Text name() {
    return name;
  }

  /** What a local day is. */
  public ZoneId zone() {
    return zone;
  }

  public WorkCalendar calendar() {
    return calendar;
  }

  /** As they are today. */
  public Divisions divisions() {
    return history.today();
  }

  /** As they were on any day: the one place that answers this. */
  public DivisionHistory history() {
    return history;
  }

  /** All organisations, city first. */
  public List<Organisation> organisations() {
    return List.copyOf(organisations.values());
  }

  /** Functional areas without codes of their own. */
  public List<Overlay> overlays() {
    return overlays;
  }

  /** Retired codes and what they became. */
  public Map<String, String> aliases() {
    return aliases;
  }

  /** The code in force today for a code that may be retired. */
  public String currentCode(String code) {
    return aliases.getOrDefault(code, code);
  }

  /** Codes that are not in force any more: of divisions that ended, and of old data. */
  public Set<String> retiredCodes() {
    Set<String> all = new HashSet<>(aliases.keySet());
    all.addAll(history.gone());
    return all;
  }

  /**
   * The division of today for what lay in {@code code} when it came: what that has become since;
   * where it went into several, the one that the place lies in now. The code itself when neither
   * says it.
   */
  public String codeToday(String code, @Nullable LngLat place) {
    String now = history.codeOn(currentCode(code), LocalDate.MAX);
    if (place == null || divisions().find(now).isPresent()) {
      return now;
    }
    return divisions().locate(place.lng(), place.lat()).map(Division::code).orElse(now);
  }

  public Optional<Organisation> findOrganisation(String organisation) {
    return Optional.ofNullable(organisations.get(organisation));
  }

  /**
   * Who has {@code duty} for {@code division}: the organisation of the division itself or of the
   * nearest one above it.
   */
  public Optional<Organisation> organisation(String duty, String division) {
    List<Division> path = divisions().path(currentCode(division));
    for (Division at : path.reversed()) {
      Optional<Organisation> here = findOrganisation(duty + "-" + at.code());
      if (here.isPresent()) {
        return here;
      }
    }
    return Optional.empty();
  }

  /** The functional area that runs the street in which {@code code} lies, if any. */
  public Optional<Overlay> jurisdiction(String code) {
    return overlays.stream().filter(overlay -> overlay.contains(code)).findFirst();
  }

  /**
   * The streets of a statutory division or, when {@code id} names a functional area, those it runs:
   * what to add up for a figure of either base.
   */
  public List<Division> streets(String id) {
    Optional<Overlay> overlay = overlays.stream().filter(o -> o.id().equals(id)).findFirst();
    return divisions().list(DivisionLevel.STREET).stream()
        .filter(street ->
            overlay.isPresent()
                ? overlay.get().contains(street.code())
                : Divisions.isWithin(street.code(), id))
        .toList();
  }

  private static WorkCalendar calendar(Path file, ZoneId zone) {
    List<WorkCalendar.Session> sessions = new ArrayList<>();
    Set<LocalDate> off = new HashSet<>();
    Set<LocalDate> work = new HashSet<>();
    for (Csv.Row row : Csv.read(file)) {
      String from = row.get("from");
      String to = row.get("to");
      switch (row.get("kind")) {
        case "session" ->
            sessions.add(new WorkCalendar.Session(LocalTime.parse(from), LocalTime.parse(to)));
        case "off" ->
            LocalDate.parse(from).datesUntil(LocalDate.parse(to).plusDays(1)).forEach(off::add);
        case "work" ->
            LocalDate.parse(from).datesUntil(LocalDate.parse(to).plusDays(1)).forEach(work::add);
        default ->
            throw new IllegalArgumentException(
                row.place() + ": a kind is session, off or work, not " + row.get("kind"));
      }
    }
    return WorkCalendar.of(zone, sessions, off, work);
  }

  /**
   * Each line is a template for the organisations of one level: {zh} and {en} are the division's.
   */
  private static List<Organisation> organisations(Path file, Divisions divisions) {
    List<Organisation> all = new ArrayList<>();
    for (Csv.Row row : Csv.read(file)) {
      for (Division division : divisions.list(DivisionLevel.valueOf(row.get("level")))) {
        Text name =
            Text.of(
                row.get("zh").replace("{zh}", division.name().zh()),
                row.get("en").replace("{en}", division.name().en()));
        all.add(Organisation.of(row.get("duty"), name, division));
      }
    }
    return all;
  }

  private static List<Overlay> overlays(Path file, Divisions divisions) {
    if (!Files.exists(file)) {
      return List.of();
    }
    Map<String, Overlay> overlays = new LinkedHashMap<>();
    for (Csv.Row row : Csv.read(file)) {
      String street = row.get("street");
      if (divisions.find(street).isEmpty()) {
        throw new IllegalArgumentException(row.place() + ": there is no street " + street);
      }
      Overlay known =
          overlays.getOrDefault(
              row.get("id"),
              new Overlay(
                  row.get("id"),
                  Text.of(row.get("zh"), row.get("en")),
                  Set.of(),
                  row.get("source")));
      Set<String> streets = new HashSet<>(known.streets());
      streets.add(street);
      overlays.put(known.id(), new Overlay(known.id(), known.name(), streets, known.source()));
    }
    return List.copyOf(overlays.values());
  }

  private static Map<String, String> aliases(Path file) {
    Map<String, String> aliases = new HashMap<>();
    if (Files.exists(file)) {
      for (Csv.Row row : Csv.read(file)) {
        aliases.put(row.get("code"), row.get("successor"));
      }
    }
    return aliases;
  }
}
