package furong.store.reported;

import furong.base.Period;
import furong.pack.Formula;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.FormulaValue.Past;
import furong.reported.FormulaValue.Used;
import furong.store.CopyRows;
import furong.store.Db;
import furong.store.FigureTable;
import furong.store.FigureTable.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link FormulaStore} on {@code formula_value} and its past. */
public final class PgFormulas implements FormulaStore {

  private static final String COLUMNS =
      "indicator, division, period, definition, value, reason, numerator, denominator, inputs,"
          + " computed_at";

  private static final String REPLACE =
      " on conflict (indicator, period, division) do update set"
          + " definition = excluded.definition, value = excluded.value,"
          + " reason = excluded.reason, numerator = excluded.numerator,"
          + " denominator = excluded.denominator, inputs = excluded.inputs,"
          + " computed_at = excluded.computed_at";

  private final Db db;
  private final FigureTable<FormulaValue> table;
  private final Consumer<List<FormulaValue>> told;
  private final JsonMapper json = JsonMapper.builder().build();

  /** For who reads, or writes what nobody follows. */
  public PgFormulas(Db db) {
    this(db, changed -> {});
  }

  /**
   * @param told is given the values that changed, within their transaction
   */
  public PgFormulas(Db db, Consumer<List<FormulaValue>> told) {
    this.db = db;
    this.told = told;
    this.table = new FigureTable<>(db, "formula_value", "formula_past", this::value);
  }

  /**
   * Days and hours are held by their month: the database has room for some thousand locks, and a
   * year that is read again has 8,760 hours in one transaction.
   */
  @Override
  public void hold(Period period) {
    boolean within = period.first().equals(period.last());
    String held = (within ? Period.month(period.first()) : period).text();
    db.list("select pg_advisory_xact_lock(hashtext(?))", row -> true, "formula/" + held);
  }

  @Override
  public boolean put(FormulaValue value, String why) {
    return !putAll(List.of(value), why).isEmpty();
  }

  @Override
  public List<FormulaValue> putAll(List<FormulaValue> values, String why) {
    if (values.isEmpty()) {
      return values;
    }
    return db.inOne(() -> write(values, table.standing(values, PgFormulas::key), why));
  }

  @Override
  public List<FormulaValue> putAll(
      List<FormulaValue> values, Collection<FormulaValue> stood, String why) {
    if (values.isEmpty()) {
      return values;
    }
    Map<Key, FormulaValue> stands = new HashMap<>();
    stood.forEach(value -> stands.put(key(value), value));
    return db.inOne(() -> write(values, stands, why));
  }

  private List<FormulaValue> write(
      List<FormulaValue> values, Map<Key, FormulaValue> stands, String why) {
    List<FormulaValue> changed = new ArrayList<>();
    List<@Nullable Object[]> first = new ArrayList<>();
    List<@Nullable Object[]> past = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (FormulaValue value : values) {
      @Nullable FormulaValue stood = stands.get(key(value));
      if (stood != null && stood.same(value)) {
        continue;
      }
      changed.add(value);
      (stood == null ? first : rows).add(row(value));
      if (stood != null && stood.isKeptBefore(value)) {
        past.add(past(stood, value.computedAt(), why));
      }
    }
    insert("formula_past", "replaced_at, why, " + COLUMNS, past, "");
    insert("formula_value", COLUMNS, first, REPLACE);
    db.batch(insertion("formula_value", COLUMNS, REPLACE), rows);
    told.accept(changed);
    return changed;
  }

  private @Nullable Object[] past(FormulaValue stood, Instant replacedAt, String why) {
    List<@Nullable Object> row = new ArrayList<>(List.of(replacedAt, why));
    row.addAll(Arrays.asList(row(stood)));
    return row.toArray();
  }

  /** New rows; the period is held, so that nothing can come where nothing stands. */
  private void insert(
      String into, String columns, List<@Nullable Object[]> rows, String otherwise) {
    CopyRows.insert(db, into + "(" + columns + ")", insertion(into, columns, otherwise), rows);
  }

  private static String insertion(String into, String columns, String otherwise) {
    String places = String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
    return "insert into " + into + " (" + columns + ") values (" + places + ")" + otherwise;
  }

  private static Key key(FormulaValue v) {
    return new Key(v.indicator(), v.division(), v.period());
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
    return table.find(indicator, division, period);
  }

  @Override
  public List<FormulaValue> series(String indicator, String division, String from, String to) {
    return table.series(indicator, division, from, to);
  }

  @Override
  public List<FormulaValue> of(String indicator, Collection<String> divisions, Period period) {
    return table.of(List.of(indicator), divisions, period);
  }

  @Override
  public List<FormulaValue> of(
      Collection<String> indicators, Collection<String> divisions, Period period) {
    return table.of(indicators, divisions, period);
  }

  /** Periods in which anything is on record that a formula may read; looks through whole tables. */
  public List<Period> periods() {
    return db.list(
        "select period from formula_value union select period from reported_sheet"
            + " union select period from indicator_value order by 1",
        row -> Period.parse(row.getString(1)));
  }

  @Override
  public List<Past> past(String indicator, String division, Period period) {
    return table.past(
        indicator,
        division,
        period,
        row -> new Past(value(row), Db.instant(row, "replaced_at"), row.getString("why")));
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
