package furong.store.indicators;

import furong.base.Period;
import furong.indicators.DivisionDay;
import furong.indicators.FigureMoves;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.indicators.IndicatorValue.Completeness;
import furong.indicators.IndicatorValue.Lineage;
import furong.indicators.SupersededValue;
import furong.store.Db;
import furong.store.FigureTable;
import furong.store.FigureTable.Key;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@link IndicatorStore} on {@code division_day}, {@code indicator_value} and its past. */
public final class PgIndicatorStore implements IndicatorStore {

  private static final String VALUE_COLUMNS =
      "indicator, division, period, definition, value, reason, numerator, denominator, days,"
          + " expected, items, missing, rule_sets, stations, observations, simulated, computed_at";

  private static final String VALUE_PLACES =
      ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " on conflict (indicator, division, period) do update set definition ="
          + " excluded.definition, value = excluded.value, reason = excluded.reason, numerator ="
          + " excluded.numerator, denominator = excluded.denominator, days = excluded.days,"
          + " expected = excluded.expected, items = excluded.items, missing = excluded.missing,"
          + " rule_sets = excluded.rule_sets, stations = excluded.stations, observations ="
          + " excluded.observations, simulated = excluded.simulated, computed_at ="
          + " excluded.computed_at";

  private static final String PAST_PLACES =
      ", replaced_at, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Db db;
  private final FigureMoves moves;
  private final FigureTable<IndicatorValue> table;
  private final JsonMapper json = JsonMapper.builder().build();

  /** For who reads, or writes what nobody keeps at hand. */
  public PgIndicatorStore(Db db) {
    this(db, new FigureMoves());
  }

  /**
   * @param moves is told after the transaction when a figure came to something else
   */
  public PgIndicatorStore(Db db, FigureMoves moves) {
    this.db = db;
    this.moves = moves;
    this.table =
        new FigureTable<>(
            db, "indicator_value", "indicator_superseded", PgIndicatorStore::readValue);
  }

  @Override
  public void putDays(Collection<DivisionDay> days) {
    List<@Nullable Object[]> rows = new ArrayList<>(days.size());
    for (DivisionDay d : days) {
      rows.add(
          new @Nullable Object[] {
            d.index(),
            d.division(),
            d.day(),
            d.value(),
            d.reason(),
            d.category(),
            d.primary().toArray(String[]::new),
            d.ruleSet(),
            new Db.Json(json.writeValueAsString(new java.util.TreeMap<>(d.inputs()))),
            d.stations(),
            d.observations(),
            d.simulated()
          });
    }
    db.batch(
        "insert into division_day (index_id, division, day, value, reason, category, primaries,"
            + " rule_set, inputs, stations, observations, simulated)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (index_id, division, day) do update set value = excluded.value,"
            + " reason = excluded.reason, category = excluded.category,"
            + " primaries = excluded.primaries, rule_set = excluded.rule_set,"
            + " inputs = excluded.inputs, stations = excluded.stations,"
            + " observations = excluded.observations, simulated = excluded.simulated",
        rows);
  }

  @Override
  public void removeDay(String index, String division, LocalDate day) {
    db.update(
        "delete from division_day where index_id = ? and division = ? and day = ?",
        index,
        division,
        day);
  }

  @Override
  public List<DayMonth> dayMonths(String index) {
    return db.list(
        "select distinct division, to_char(day, 'YYYY-MM') as month from division_day"
            + " where index_id = ?",
        row -> new DayMonth(row.getString("division"), Period.parse(row.getString("month"))),
        index);
  }

  @Override
  public Map<String, String> definitions() {
    Map<String, String> definitions = new HashMap<>();
    db.each(
        "select indicator, said from indicator_definition",
        row -> definitions.put(row.getString("indicator"), row.getString("said")));
    return definitions;
  }

  @Override
  public void define(String indicator, String said) {
    db.update(
        "insert into indicator_definition (indicator, said) values (?, ?)"
            + " on conflict (indicator) do update set said = excluded.said",
        indicator,
        said);
  }

  @Override
  public List<DivisionDay> days(
      String index, Collection<String> divisions, LocalDate first, LocalDate last) {
    return db.list(
        "select * from division_day where index_id = ? and division = any(?)"
            + " and day between ? and ? order by division, day",
        this::readDay,
        index,
        divisions.toArray(String[]::new),
        first,
        last);
  }

  private DivisionDay readDay(ResultSet row) throws SQLException {
    Map<String, Double> inputs = new LinkedHashMap<>();
    json.readTree(row.getString("inputs"))
        .forEachEntry((key, value) -> inputs.put(key, value.asDouble()));
    return new DivisionDay(
        row.getString("index_id"),
        row.getString("division"),
        row.getObject("day", LocalDate.class),
        row.getObject("value", Integer.class),
        row.getString("reason"),
        row.getString("category"),
        texts(row.getArray("primaries")),
        row.getString("rule_set"),
        inputs,
        row.getInt("stations"),
        row.getLong("observations"),
        row.getBoolean("simulated"));
  }

  @Override
  public void putValues(Collection<IndicatorValue> values) {
    db.inOne(() -> {
      Map<Key, IndicatorValue> stands = table.standing(values, PgIndicatorStore::key);
      List<@Nullable Object[]> past = new ArrayList<>();
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (IndicatorValue value : values) {
        @Nullable IndicatorValue stood = stands.put(key(value), value);
        if (stood == null || !stood.sameFigure(value)) {
          rows.add(row(value));
          if (stood != null) {
            stood.supersededBy(value).ifPresent(why -> past.add(past(stood, value, why)));
          }
        }
      }
      db.batch("insert into indicator_superseded (" + VALUE_COLUMNS + PAST_PLACES, past);
      db.batch("insert into indicator_value (" + VALUE_COLUMNS + VALUE_PLACES, rows);
      if (!rows.isEmpty()) {
        db.afterCommit(moves::moved);
      }
    });
  }

  private static Key key(IndicatorValue v) {
    return new Key(v.indicator(), v.division(), v.period());
  }

  private static @Nullable Object[] past(IndicatorValue old, IndicatorValue by, String why) {
    List<@Nullable Object> row = new ArrayList<>(Arrays.asList(row(old)));
    row.add(by.computedAt());
    row.add(why);
    return row.toArray();
  }

  private static @Nullable Object[] row(IndicatorValue v) {
    return new @Nullable Object[] {
      v.indicator(),
      v.division(),
      v.period().text(),
      v.definition(),
      v.value(),
      v.reason(),
      v.numerator(),
      v.denominator(),
      v.completeness().days(),
      v.completeness().expectedDays(),
      v.completeness().items().toArray(String[]::new),
      v.completeness().missing().toArray(String[]::new),
      v.ruleSets().toArray(String[]::new),
      v.lineage().stations(),
      v.lineage().observations(),
      v.simulated(),
      v.computedAt()
    };
  }

  @Override
  public Optional<IndicatorValue> find(String indicator, String division, Period period) {
    return table.find(indicator, division, period);
  }

  @Override
  public List<IndicatorValue> series(
      String indicator, String division, int periodLength, String from, String to) {
    return table.series(indicator, division, from, to).stream()
        .filter(value -> value.period().text().length() == periodLength)
        .toList();
  }

  @Override
  public List<IndicatorValue> of(String indicator, Collection<String> divisions, Period period) {
    return table.of(List.of(indicator), divisions, period);
  }

  @Override
  public List<IndicatorValue> months(
      Collection<String> indicators, Collection<String> divisions, Period period) {
    return db.list(
        "select * from indicator_value where indicator = any(?) and division = any(?)"
            + " and length(period) = 7 and period not like '%Q%'"
            + " and period collate \"C\" between ? and ?"
            + " order by indicator, division, period collate \"C\"",
        PgIndicatorStore::readValue,
        indicators.toArray(String[]::new),
        divisions.toArray(String[]::new),
        Period.month(period.first()).text(),
        Period.month(period.last()).text());
  }

  @Override
  public List<SupersededValue> superseded(String indicator, String division, Period period) {
    return table.past(
        indicator,
        division,
        period,
        row ->
            new SupersededValue(
                readValue(row), Db.instant(row, "replaced_at"), row.getString("why")));
  }

  private static IndicatorValue readValue(ResultSet row) throws SQLException {
    return new IndicatorValue(
        row.getString("indicator"),
        row.getString("definition"),
        row.getString("division"),
        Period.parse(row.getString("period")),
        row.getObject("value", Double.class),
        row.getString("reason"),
        row.getLong("numerator"),
        row.getLong("denominator"),
        new Completeness(
            row.getInt("days"),
            row.getInt("expected"),
            texts(row.getArray("items")),
            texts(row.getArray("missing"))),
        texts(row.getArray("rule_sets")),
        Db.instant(row, "computed_at"),
        row.getBoolean("simulated"),
        new Lineage(row.getInt("days"), row.getInt("stations"), row.getLong("observations")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
