package furong.reported;

import furong.base.Period;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FormDef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is in and who is missing: one read of the sheets of a form and period, then arithmetic. */
public final class Standings {

  /**
   * How a division stands.
   *
   * @param in approved sheets of the level that is asked, in the division and below
   * @param waiting sheets right below that somebody of this division must judge
   * @param expected how many that level has here
   */
  public record Standing(Sheet sheet, int in, int waiting, int expected) {
    public boolean late(Optional<Instant> due, Instant now) {
      return sheet.state() != SheetState.APPROVED && due.filter(now::isAfter).isPresent();
    }
  }

  private final FormTree tree;
  private final ReportedStore store;

  public Standings(FormTree tree, ReportedStore store) {
    this.tree = tree;
    this.store = store;
  }

  /** The division first, then those right below it. */
  public List<Standing> of(FormDef form, Period period, String division) {
    FormTree then = tree.in(period);
    Map<String, Sheet> sheets = new HashMap<>();
    store.sheets(form.id(), period, division).forEach(s -> sheets.put(s.key().division(), s));
    List<String> filling =
        then.filling(form).stream()
            .map(Division::code)
            .filter(code -> Divisions.isWithin(code, division))
            .toList();
    List<Standing> standings = new ArrayList<>();
    standings.add(one(form, period, division, sheets, filling));
    for (Division child : then.children(form, division)) {
      List<String> below =
          filling.stream().filter(code -> Divisions.isWithin(code, child.code())).toList();
      standings.add(one(form, period, child.code(), sheets, below));
    }
    return standings;
  }

  private Standing one(
      FormDef form, Period period, String division, Map<String, Sheet> sheets, List<String> below) {
    int in = (int) below.stream().filter(code -> is(sheets, code, SheetState.APPROVED)).count();
    int waiting =
        (int)
            tree.in(period).children(form, division).stream()
                .filter(child -> is(sheets, child.code(), SheetState.SUBMITTED))
                .count();
    Sheet sheet =
        sheets.getOrDefault(division, Sheet.empty(new SheetKey(form.id(), division, period)));
    return new Standing(sheet, in, waiting, below.size());
  }

  private static boolean is(Map<String, Sheet> sheets, String division, SheetState state) {
    Sheet sheet = sheets.get(division);
    return sheet != null && sheet.state() == state;
  }
}
