package furong.evaluation;

import furong.base.TimeRange;
import furong.geo.SquareGrid;
import furong.geo.SquareGrid.Cell;
import java.util.List;
import java.util.Map;

/** Port: how many cases were opened where. */
public interface CasePlaces {

  /**
   * @param cells squares with at least one case
   * @param unplaced cases of which only the division is known, and those of warnings of others,
   *     whose point is where to look and not where something was: they stand in no square
   * @param simulated how many of all these are the simulator's
   */
  record Places(Map<Cell, Long> cells, long unplaced, long simulated) {
    public Places {
      cells = Map.copyOf(cells);
    }
  }

  /**
   * Cases opened in the period in and below these divisions (none: everywhere), cancelled and
   * merged ones left out.
   *
   * @param category code of it or what it begins with; empty for all
   */
  Places count(SquareGrid grid, List<String> within, String category, TimeRange period);
}
