package furong.store.cases;

import furong.base.TimeRange;
import furong.evaluation.CasePlaces;
import furong.geo.SquareGrid;
import furong.geo.SquareGrid.Cell;
import furong.store.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where cases were opened, counted by PostgreSQL: one pass over the cases of the period. */
public final class PgCasePlaces implements CasePlaces {

  private static final String SQL =
      """
      select floor((lng - ?) / ?)::int as col, floor((lat - ?) / ?)::int as row,
        count(*) as n, count(*) filter (where simulated) as simulated
      from (select case when origin <> 'WARNING' then lng end as lng, lat, simulated
        from city_case %s) c
      group by 1, 2
      """;

  private final Db db;

  public PgCasePlaces(Db db) {
    this.db = db;
  }

  private record Line(@Nullable Cell cell, long n, long simulated) {}

  @Override
  public Places count(SquareGrid grid, List<String> within, String category, TimeRange period) {
    Where where =
        new Where()
            .within("division", within)
            .and("opened_at >= ? and opened_at < ?", period.start(), period.end())
            .and("starts_with(category, ?)", category)
            .and("state not in ('CANCELLED', 'MERGED')");
    List<@Nullable Object> args =
        new ArrayList<>(List.of(grid.west(), grid.wide(), grid.south(), grid.high()));
    args.addAll(Arrays.asList(where.args()));
    List<Line> lines =
        db.list(
            SQL.formatted(where.sql()),
            row -> {
              int column = row.getInt("col");
              boolean placed = !row.wasNull();
              return new Line(
                  placed ? new Cell(column, row.getInt("row")) : null,
                  row.getLong("n"),
                  row.getLong("simulated"));
            },
            args.toArray());
    Map<Cell, Long> cells = new HashMap<>();
    long unplaced = 0;
    long simulated = 0;
    for (Line line : lines) {
      simulated += line.simulated();
      if (line.cell() == null) {
        unplaced += line.n();
      } else {
        cells.put(line.cell(), line.n());
      }
    }
    return new Places(cells, unplaced, simulated);
  }
}
