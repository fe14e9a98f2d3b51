package furong.store;

import furong.base.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads figures by indicator, division and period, and those that stood before them: a table with
 * these three columns, and a second one with {@code id}, {@code replaced_at} and {@code why}
 * besides.
 *
 * @param <V> a row of either
 */
public final class FigureTable<V> {

  private final Db db;
  private final String table;
  private final String past;
  private final Db.RowReader<V> reader;

  /**
   * @param past table of what stood before
   */
  public FigureTable(Db db, String table, String past, Db.RowReader<V> reader) {
    this.db = db;
    this.table = table;
    this.past = past;
    this.reader = reader;
  }

  /** What a figure is found by. */
  public record Key(String indicator, String division, Period period) {}

  public Optional<V> find(String indicator, String division, Period period) {
    return db.find(
        "select * from " + table + " where indicator = ? and division = ? and period = ?",
        reader,
        indicator,
        division,
        period.text());
  }

  /** Of one division, by period; bounds included. */
  public List<V> series(String indicator, String division, String from, String to) {
    return db.list(
        "select * from "
            + table
            + " where indicator = ? and division = ?"
            + " and period collate \"C\" between ? and ? order by period collate \"C\"",
        reader,
        indicator,
        division,
        from,
        to);
  }

  /** Of one period in these divisions, by indicator and division. */
  public List<V> of(Collection<String> indicators, Collection<String> divisions, Period period) {
    return db.list(
        "select * from "
            + table
            + " where indicator = any(?) and period = ? and division = any(?)"
            + " order by indicator, division",
        reader,
        indicators.toArray(String[]::new),
        period.text(),
        divisions.toArray(String[]::new));
  }

  /** What stands in the place of these, with one question for each period among them. */
  public Map<Key, V> standing(Collection<V> values, Function<V, Key> key) {
    Map<Period, List<Key>> periods = new LinkedHashMap<>();
    for (V value : values) {
      Key of = key.apply(value);
      periods.computeIfAbsent(of.period(), p -> new ArrayList<>()).add(of);
    }
    Map<Key, V> standing = new HashMap<>();
    periods.forEach((period, keys) -> {
      Set<String> indicators = new TreeSet<>();
      Set<String> divisions = new TreeSet<>();
      for (Key one : keys) {
        indicators.add(one.indicator());
        divisions.add(one.division());
      }
      of(indicators, divisions, period).forEach(v -> standing.put(key.apply(v), v));
    });
    return standing;
  }

  /** What stood before, newest first. */
  public <P> List<P> past(
      String indicator, String division, Period period, Db.RowReader<P> pastReader) {
    return db.list(
        "select * from "
            + past
            + " where indicator = ? and division = ? and period = ? order by id desc",
        pastReader,
        indicator,
        division,
        period.text());
  }
}
