package furong.store.reported;

import furong.base.Period;
import furong.pack.Formula;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.FormulaValue.Past;
import furong.reported.FormulaValue.Used;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link FormulaStore} on {@code formula_value} and its past. */
public final class PgFormulas implements FormulaStore {

  private static final String COLUMNS =
      "indicator, division, period, definition, value, reason, numerator, denominator, inputs,"
          + " computed_at";

  private final Db db;
  private final JsonMapper json = JsonMapper.builder().build();

  public PgFormulas(Db db) {
    this.db = db;
  }

  @Override
  public void hold(Period period) {
    db.list("select pg_advisory_xact_lock(hashtext(?))", row -> true, "formula/" + period.text());
  }

  @Override
  public boolean put(FormulaValue value, String why) {
    return !putAll(List.of(value), why).isEmpty();
  }

  @Override
  public List<FormulaValue> putAll(List<FormulaValue> values, String why) {
    return db.inOne(() -> {
      Map<String, FormulaValue> stands = standing(values);
      List<FormulaValue> changed = new ArrayList<>();
      List<@Nullable Object[]> past = new ArrayList<>();
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (FormulaValue value : values) {
        @Nullable FormulaValue stood = stands.get(key(value));
        if (stood != null && stood.same(value)) {
          continue;
        }
        changed.add(value);
        rows.add(row(value));
        if (stood != null) {
          past.add(
              new @Nullable Object[] {
                value.computedAt(), why, value.indicator(), value.period().text(), value.division()
              });
        }
      }
      db.batch(
          "insert into formula_past (replaced_at, why, "
              + COLUMNS
              + ") select ?, ?, "
              + COLUMNS
              + " from formula_value where indicator = ? and period = ? and division = ?",
          past);
      db.batch(
          "insert into formula_value ("
              + COLUMNS
              + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
              + " on conflict (indicator, period, division) do update set"
              + " definition = excluded.definition, value = excluded.value,"
              + " reason = excluded.reason, numerator = excluded.numerator,"
              + " denominator = excluded.denominator, inputs = excluded.inputs,"
              + " computed_at = excluded.computed_at",
          rows);
      return changed;
    });
  }

  private static String key(FormulaValue v) {
    return v.indicator() + " " + v.period().text() + " " + v.division();
  }

  /** What stands of these, with one question for each indicator and period among them. */
  private Map<String, FormulaValue> standing(List<FormulaValue> values) {
    Map<String, List<FormulaValue>> together = new LinkedHashMap<>();
    values.forEach(v ->
        together
            .computeIfAbsent(v.indicator() + " " + v.period().text(), k -> new ArrayList<>())
            .add(v));
    Map<String, FormulaValue> standing = new HashMap<>();
    for (List<FormulaValue> of : together.values()) {
      FormulaValue first = of.getFirst();
      List<String> divisions = of.stream().map(FormulaValue::division).toList();
      of(first.indicator(), divisions, first.period()).forEach(v -> standing.put(key(v), v));
    }
    return standing;
  }

  private @Nullable Object[] row(FormulaValue value) {
    return new @Nullable Object[] {
      value.indicator(),
      value.division(),
      value.period().text(),
      value.definition(),
      value.value(),
      value.reason(),
      value.numerator(),
      value.denominator(),
      new Db.Json(json.writeValueAsString(value.inputs().stream().map(PgFormulas::map).toList())),
      value.computedAt()
    };
  }

  private static Map<String, @Nullable Object> map(Used used) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", used.kind().name());
    map.put("id", used.id());
    map.put("value", used.value());
    map.put("count", used.count());
    map.put("expected", used.expected());
    map.put("simulated", used.simulated());
    return map;
  }

  @Override
  public Optional<FormulaValue> find(String indicator, String division, Period period) {
    return db.find(
        "select * from formula_value where indicator = ? and period = ? and division = ?",
        this::value,
        indicator,
        period.text(),
        division);
  }

  @Override
  public List<FormulaValue> series(String indicator, String division, String from, String to) {
    return db.list(
        "select * from formula_value where indicator = ? and division = ?"
            + " and period collate \"C\" between ? and ? order by period collate \"C\"",
        this::value,
        indicator,
        division,
        from,
        to);
  }

  @Override
  public List<FormulaValue> of(String indicator, Collection<String> divisions, Period period) {
    return db.list(
        "select * from formula_value where indicator = ? and period = ? and division = any(?)"
            + " order by division",
        this::value,
        indicator,
        period.text(),
        divisions.toArray(String[]::new));
  }

  @Override
  public List<Past> past(String indicator, String division, Period period) {
    return db.list(
        "select * from formula_past where indicator = ? and division = ? and period = ?"
            + " order by id desc",
        row -> new Past(value(row), Db.instant(row, "replaced_at"), row.getString("why")),
        indicator,
        division,
        period.text());
  }

  private FormulaValue value(ResultSet row) throws SQLException {
    List<Used> inputs = new ArrayList<>();
    for (JsonNode one : json.readTree(row.getString("inputs"))) {
      JsonNode known = one.path("value");
      inputs.add(
          new Used(
              Formula.Kind.valueOf(one.path("kind").asString()),
              one.path("id").asString(),
              known.isNumber() ? known.asDouble() : null,
              one.path("count").asInt(),
              one.path("expected").asInt(),
              one.path("simulated").asBoolean()));
    }
    return new FormulaValue(
        row.getString("indicator"),
        row.getString("definition"),
        row.getString("division"),
        Period.parse(row.getString("period")),
        row.getObject("value", Double.class),
        row.getString("reason"),
        row.getObject("numerator", Double.class),
        row.getObject("denominator", Double.class),
        inputs,
        Db.instant(row, "computed_at"));
  }
}
