package furong.evaluation;

import furong.base.TimeRange;
import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.Matter;
import furong.cases.MemoryCases;
import furong.city.Divisions;
import furong.geo.LngLat;
import furong.geo.SquareGrid;
import furong.geo.SquareGrid.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where cases in memory were opened: one after another. */
public final class MemoryCasePlaces implements CasePlaces {

  private final MemoryCases cases;

  public MemoryCasePlaces(MemoryCases cases) {
    this.cases = cases;
  }

  @Override
  public Places count(SquareGrid grid, List<String> within, String category, TimeRange period) {
    Map<Cell, Long> cells = new HashMap<>();
    long unplaced = 0;
    long simulated = 0;
    for (Case c : cases.all()) {
      Matter matter = c.matter();
      CaseState state = c.progress().state();
      boolean inside =
          within.isEmpty()
              || within.stream().anyMatch(d -> Divisions.isWithin(matter.division(), d));
      if (!inside
          || !period.contains(c.openedAt())
          || !matter.category().startsWith(category)
          || state == CaseState.CANCELLED
          || state == CaseState.MERGED) {
        continue;
      }
      simulated += matter.simulated() ? 1 : 0;
      LngLat at = matter.seenAt();
      if (at == null) {
        unplaced++;
      } else {
        cells.merge(grid.cell(at.lng(), at.lat()), 1L, Long::sum);
      }
    }
    return new Places(cells, unplaced, simulated);
  }
}
