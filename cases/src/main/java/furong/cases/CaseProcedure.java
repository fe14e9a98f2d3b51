package furong.cases;

import furong.base.Text;
import furong.base.WorkTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of case is handled, as the packs say it.
 *
 * @param id of the procedure in its pack; empty when no procedure applies
 * @param category code of the category
 * @param categoryTitle as the procedure calls it; null when the list of categories does
 * @param duty what the handling organisation answers for: {@code street-office}
 * @param steps what the handler does, in order
 * @param limits by stage; a stage without one has a clock that is never overdue
 */
public record CaseProcedure(
    String id,
    String category,
    @Nullable Text categoryTitle,
    String duty,
    List<Text> steps,
    Map<Stage, WorkTime> limits) {

  /** Who handles what nobody else answers for: the street office of the place. */
  public static final String STREET_OFFICE = "street-office";

  public CaseProcedure {
    steps = List.copyOf(steps);
    limits = Map.copyOf(limits);
  }

  /** For matters that no pack knows: the street office, and no limit, since none is published. */
  public static CaseProcedure none(String category) {
    return new CaseProcedure("", category, null, STREET_OFFICE, List.of(), Map.of());
  }
}
