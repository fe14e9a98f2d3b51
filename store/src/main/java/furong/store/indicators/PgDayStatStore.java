package furong.store.indicators;

import furong.base.DivisionCode;
import furong.base.Mean;
import furong.indicators.DayMean;
import furong.indicators.DayStat;
import furong.indicators.DayStatStore;
import furong.store.Db;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link DayStatStore} on the table {@code day_stat}. */
public final class PgDayStatStore implements DayStatStore {

  private static final String COLUMNS =
      "thing, property, day, division, simulated, count, bad, hours, mean, max1h, max8h, windows, rule,"
          + " hour_means, energy";

  /** Of no valid day. */
  private static final DayMean NONE = DayMean.of(0, 0, false, Mean.ARITHMETIC);

  private final Db db;

  public PgDayStatStore(Db db) {
    this.db = db;
  }

  @Override
  public void put(Collection<DayStat> stats) {
    List<@Nullable Object[]> rows = new ArrayList<>(stats.size());
    for (DayStat s : stats) {
      rows.add(
          new @Nullable Object[] {
            s.thing(),
            s.property(),
            s.day(),
            s.division(),
            s.simulated(),
            s.count(),
            s.bad(),
            s.hours(),
            s.mean(),
            s.max1h(),
            s.max8h(),
            s.windows(),
            s.rule(),
            s.hourMeans().isEmpty() ? null : hours(s.hourMeans()),
            s.kind().isEnergy()
          });
    }
    db.batch(
        "insert into day_stat ("
            + COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::double precision[], ?)"
            + " on conflict (day, thing, property) do update set division = excluded.division,"
            + " simulated = excluded.simulated, count = excluded.count, bad = excluded.bad,"
            + " hours = excluded.hours, mean = excluded.mean, max1h = excluded.max1h,"
            + " max8h = excluded.max8h, windows = excluded.windows, rule = excluded.rule,"
            + " hour_means = excluded.hour_means, energy = excluded.energy",
        rows);
  }

  @Override
  public void remove(long thing, String property, LocalDate day) {
    db.update(
        "delete from day_stat where day = ? and thing = ? and property = ?", day, thing, property);
  }

  @Override
  public List<DayStat> within(
      String division, Collection<String> properties, LocalDate first, LocalDate last) {
    return db.list(
        "select "
            + COLUMNS
            + " from day_stat where division like ? and day between ? and ?"
            + " and property = any(?) order by day, thing, property",
        PgDayStatStore::read,
        DivisionCode.stem(division) + "%",
        first,
        last,
        properties.toArray(String[]::new));
  }

  @Override
  public DayMean mean(String division, String property, LocalDate first, LocalDate last) {
    return db.find(
            """
            select energy, sum(coalesce(real, simulated)) as sum, count(*) as days,
              bool_or(real is null) as simulated
            from (
              select energy, avg(step) filter (where not simulated) as real,
                avg(step) filter (where simulated) as simulated
              from (
                select day, simulated, energy,
                  case when energy then power(10::float8, mean / 10) else mean end as step
                from day_stat where division like ? and property = ? and day between ? and ?
                  and mean is not null) s
              group by day, energy) d
            group by energy order by energy desc limit 1
            """,
            PgDayStatStore::mean,
            DivisionCode.stem(division) + "%",
            property,
            first,
            last)
        .orElse(NONE);
  }

  @Override
  public DayMean hourMean(String division, String property, LocalDate day, int hour) {
    return db.find(
            """
            select energy, coalesce(avg(step) filter (where not simulated),
                avg(step) filter (where simulated)) as sum,
              1 as days, count(step) filter (where not simulated) = 0 as simulated
            from (
              select simulated, energy,
                case when energy then power(10::float8, mean / 10) else mean end as step
              from (
                select hour_means[?] as mean, simulated, energy
                from day_stat where division like ? and property = ? and day = ?) h
              where mean is not null) s
            group by energy order by energy desc limit 1
            """,
            PgDayStatStore::mean,
            hour + 1, // arrays of SQL begin with 1
            DivisionCode.stem(division) + "%",
            property,
            day)
        .orElse(NONE);
  }

  private static DayMean mean(ResultSet row) throws SQLException {
    return DayMean.of(
        row.getDouble("sum"), row.getInt("days"), row.getBoolean("simulated"), kind(row));
  }

  private static Mean kind(ResultSet row) throws SQLException {
    return Mean.ofEnergy(row.getBoolean("energy"));
  }

  @Override
  public List<DayStat> of(
      Collection<Long> things, Collection<String> properties, Collection<LocalDate> days) {
    return db.list(
        "select "
            + COLUMNS
            + " from day_stat where day = any(?::date[]) and thing = any(?) and property = any(?)"
            + " order by day, thing, property",
        PgDayStatStore::read,
        dates(days),
        things.toArray(Long[]::new),
        properties.toArray(String[]::new));
  }

  private static String[] dates(Collection<LocalDate> days) {
    return days.stream().map(LocalDate::toString).toArray(String[]::new);
  }

  @Override
  public List<DayStat> onDays(Collection<String> properties, Collection<LocalDate> days) {
    return db.list(
        "select "
            + COLUMNS
            + " from day_stat where day = any(?::date[]) and property = any(?)"
            + " order by day, thing, property",
        PgDayStatStore::read,
        dates(days),
        properties.toArray(String[]::new));
  }

  private static DayStat read(ResultSet row) throws SQLException {
    return new DayStat(
        row.getLong("thing"),
        row.getString("property"),
        row.getObject("day", LocalDate.class),
        row.getString("division"),
        row.getBoolean("simulated"),
        row.getInt("count"),
        row.getInt("bad"),
        row.getInt("hours"),
        row.getObject("mean", Double.class),
        row.getObject("max1h", Double.class),
        row.getObject("max8h", Double.class),
        row.getInt("windows"),
        row.getString("rule"),
        hours(row.getArray("hour_means")),
        kind(row));
  }

  /** As an array's text. */
  private static String hours(List<@Nullable Double> means) {
    return means.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static List<@Nullable Double> hours(@Nullable Array means) throws SQLException {
    return means == null ? List.of() : Arrays.asList((@Nullable Double[]) means.getArray());
  }
}
