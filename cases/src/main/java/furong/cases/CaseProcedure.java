package furong.cases;

import furong.base.Text;
import furong.base.WorkTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
 * @param evidence what must be given with the handling besides what the table asks for
 */
public record CaseProcedure(
    String id,
    String category,
    @Nullable Text categoryTitle,
    String duty,
    List<Text> steps,
    Map<Stage, WorkTime> limits,
    List<Need> evidence) {

  /** Who handles what nobody else answers for: the street office of the place. */
  public static final String STREET_OFFICE = "street-office";

  public CaseProcedure {
    steps = List.copyOf(steps);
    limits = Map.copyOf(limits);
    evidence = List.copyOf(evidence);
  }

  /** One that asks for no more than the table does. */
  public CaseProcedure(
      String id,
      String category,
      @Nullable Text categoryTitle,
      String duty,
      List<Text> steps,
      Map<Stage, WorkTime> limits) {
    this(id, category, categoryTitle, duty, steps, limits, List.of());
  }

  /** What must be given for a row of the table when a case follows this procedure. */
  public List<Need> needs(Transition row) {
    if (row.action() != CaseAction.FINISH) {
      return row.needs();
    }
    return Stream.concat(row.needs().stream(), evidence.stream()).distinct().toList();
  }

  /** For matters that no pack knows: the street office, and no limit, since none is published. */
  public static CaseProcedure none(String category) {
    return new CaseProcedure("", category, null, STREET_OFFICE, List.of(), Map.of());
  }
}
