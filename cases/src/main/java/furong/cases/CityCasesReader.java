package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.WorkTime;
import furong.city.CityProfile;
import furong.city.Csv;
import furong.city.Organisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads how a city does case work from {@code cities/<id>/cases/}:
 *
 * <pre>
 * policy.csv                     key,value,source    decisions, and the version in force
 * categories-VERSION.csv         code,zh,en          kinds that the city adds or calls otherwise
 * conditions-VERSION.csv         id,categories,zh,en,limit,closing_zh,closing_en,source
 * on-the-spot-VERSION.csv        categories,check,source  kinds that grid staff mend where they find them
 * dispatch.csv                   which matter goes to which duty
 * capacity.csv                   what organisations can do, how much at once, and when
 * </pre>
 *
 * All are optional; a city without the folder works by {@link CityCases#PLAIN}. A fault names file
 * and line. Conditions of every version are kept, for the cases that were registered for them.
 */
public final class CityCasesReader {

  private static final String CONDITIONS = "conditions-";

  /** Of a hundred. */
  private static final int ALL = 100;

  private CityCasesReader() {}

  /** What the folder says; {@code folder} is that of the city profile. */
  public static Result<CityCases> read(Path folder, CityProfile city) {
    Path cases = folder.resolve("cases");
    if (!Files.isDirectory(cases)) {
      return Result.ok(CityCases.PLAIN);
    }
    try {
      Map<String, Csv.Row> policy = new TreeMap<>();
      for (Csv.Row row : rows(cases.resolve("policy.csv"))) {
        policy.put(row.get("key"), row);
      }
      String version = value(policy, "version").orElse("");
      CategoryBook book =
          version.isEmpty()
              ? CategoryBook.NATIONAL
              : CategoryBook.of(
                  version,
                  categories(cases.resolve("categories-" + version + ".csv")),
                  conditions(cases),
                  onTheSpot(cases.resolve("on-the-spot-" + version + ".csv")));
      CasePolicy decided = policy(policy);
      return dispatch(cases.resolve("dispatch.csv"), city)
          .then(rules ->
              capacities(cases.resolve("capacity.csv"), city)
                  .map(able ->
                      new CityCases(
                          decided, book, rules, able, value(policy, "source").orElse(""))));
    } catch (IllegalArgumentException | UncheckedIOException | IOException e) {
      return Result.refused(
          Refusal.INVALID,
          Notice.of("cases.city", cases.toString(), String.valueOf(e.getMessage())));
    }
  }

  /** The duties that somebody in the city has, and that of a thing's owner. */
  public static Set<String> duties(CityProfile city) {
    return Stream.concat(
            city.organisations().stream().map(Organisation::duty), Stream.of(Dispatcher.OWNER))
        .collect(Collectors.toSet());
  }

  private static Result<DispatchRules> dispatch(Path file, CityProfile city) throws IOException {
    return Files.exists(file)
        ? DispatchRules.parse(file.getFileName().toString(), Files.readAllLines(file), duties(city))
        : Result.ok(DispatchRules.NONE);
  }

  /** Duties and organisations: what a row of the table of capacities may be for. */
  public static Set<String> able(CityProfile city) {
    return city.organisations().stream()
        .flatMap(o -> Stream.of(o.id(), o.duty()))
        .collect(Collectors.toSet());
  }

  private static Result<Capacities> capacities(Path file, CityProfile city) {
    try {
      return Files.exists(file)
          ? Capacities.parse(file.getFileName().toString(), Files.readAllLines(file), able(city))
          : Result.ok(Capacities.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Csv.Row> rows(Path file) {
    return Files.exists(file) ? Csv.read(file) : List.of();
  }

  private static Optional<String> value(Map<String, Csv.Row> policy, String key) {
    return Optional.ofNullable(policy.get(key))
        .map(row -> row.get("value").strip())
        .filter(value -> !value.isEmpty());
  }

  private static CasePolicy policy(Map<String, Csv.Row> rows) {
    CasePolicy plain = CasePolicy.PLAIN;
    Map<Stage, WorkTime> limits = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      limit(rows, "limit." + stage.name().toLowerCase(Locale.ROOT))
          .ifPresent(limit -> limits.put(stage, limit));
    }
    return new CasePolicy(
        value(rows, "return.limit").map(Integer::valueOf).orElse(plain.returnLimit()),
        rows.containsKey("reopen.within") ? limit(rows, "reopen.within") : plain.reopenWithin(),
        limits,
        value(rows, "escalate.remind").map(Double::valueOf).orElse(plain.remindAt()),
        value(rows, "escalate.further").map(Double::valueOf).orElse(plain.furtherLevel()));
  }

  private static Optional<WorkTime> limit(Map<String, Csv.Row> rows, String key) {
    return value(rows, key).map(text -> time(key, text));
  }

  private static WorkTime time(String place, String text) {
    return WorkTime.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                place + ": a limit is written as \"4 work-hour\", not \"" + text + "\""));
  }

  private static List<Category> categories(Path file) {
    List<Category> local = new ArrayList<>();
    for (Csv.Row row : rows(file)) {
      String code = row.get("code");
      if (!code.matches("(part|event)-[0-9]{4}")) {
        throw new IllegalArgumentException(
            row.place() + ": a kind is part-NNNN or event-NNNN, not " + code);
      }
      // 大类 stands in the two digits after the word
      String group = code.substring(0, code.length() - 2);
      Category known =
          Categories.find(group)
              .orElseThrow(
                  () -> new IllegalArgumentException(row.place() + ": there is no group " + group));
      local.add(new Category(code, Text.of(row.get("zh"), row.get("en")), known.title()));
    }
    return local;
  }

  private static Map<String, List<Condition>> conditions(Path cases) throws IOException {
    Map<String, List<Condition>> versions = new HashMap<>();
    try (Stream<Path> files = Files.list(cases)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(CONDITIONS) && name.endsWith(".csv")) {
          String version = name.substring(CONDITIONS.length(), name.length() - ".csv".length());
          versions.put(
              version, Csv.read(file).stream().map(row -> condition(version, row)).toList());
        }
      }
    }
    return versions;
  }

  /** Without a share every one of them is checked. */
  private static Map<String, Integer> onTheSpot(Path file) {
    Map<String, Integer> kinds = new HashMap<>();
    for (Csv.Row row : rows(file)) {
      String check = row.get("check").strip();
      if (!check.matches("[0-9]{0,3}")) {
        throw new IllegalArgumentException(
            row.place() + ": of a hundred cases 0 to 100 are checked, not " + check);
      }
      for (String code : row.get("categories").strip().split(" +", -1)) {
        if (kinds.put(code, check.isEmpty() ? ALL : Integer.parseInt(check)) != null) {
          throw new IllegalArgumentException(row.place() + ": " + code + " stands there twice");
        }
      }
    }
    return kinds;
  }

  private static Condition condition(String version, Csv.Row row) {
    String closing = row.get("closing_zh").strip();
    return new Condition(
        version + "/" + row.get("id"),
        List.of(row.get("categories").strip().split(" +", -1)),
        Text.of(row.get("zh"), row.get("en")),
        time(row.place(), row.get("limit")),
        closing.isEmpty() ? Optional.empty() : Optional.of(Text.of(closing, row.get("closing_en"))),
        row.get("source"));
  }
}
