package furong.reported;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.pack.FormDef;
import java.util.List;
import java.util.Optional;

/**
 * Which divisions have a sheet of a form: those of the level that is asked, and those above one of
 * them. A county without any street has no sheet of a form that streets fill.
 */
public final class FormTree {

  private final DivisionHistory history;
  private final Divisions divisions;

  /** Over the divisions of today. */
  public FormTree(DivisionHistory history) {
    this(history, history.today());
  }

  private FormTree(DivisionHistory history, Divisions divisions) {
    this.history = history;
    this.divisions = divisions;
  }

  /** Over the divisions as of a period: what has merged since still hands in for it. */
  public FormTree in(Period period) {
    return new FormTree(history, history.in(period));
  }

  /** Whether the division fills or approves the form. */
  public boolean has(FormDef form, String division) {
    Optional<Division> found = divisions.find(division);
    return found.isPresent() && has(form, found.get());
  }

  private boolean has(FormDef form, Division division) {
    return asked(form, division)
        || division.level().above(form.asked())
            && divisions.children(division.code()).stream().anyMatch(child -> has(form, child));
  }

  private static boolean asked(FormDef form, Division division) {
    return division.level() == form.asked()
        && (form.within().isEmpty() || Divisions.isWithin(division.code(), form.within()));
  }

  /** Whether the division types figures, and does not only add up what is below. */
  public boolean fills(FormDef form, String division) {
    return divisions.find(division).filter(d -> asked(form, d)).isPresent();
  }

  /** The divisions right below that must be in before this one goes up. */
  public List<Division> children(FormDef form, String division) {
    return fills(form, division)
        ? List.of()
        : divisions.children(division).stream().filter(child -> has(form, child)).toList();
  }

  /** Where approval lies: the division above, or the city itself. */
  public String above(String division) {
    String parent = divisions.find(division).map(Division::parent).orElse("");
    return parent.isEmpty() ? division : parent;
  }

  /** How many divisions fill the form in {@code root} and below. */
  public int expected(FormDef form, String root) {
    return (int) filling(form).stream().filter(d -> Divisions.isWithin(d.code(), root)).count();
  }

  public Optional<Division> find(String code) {
    return divisions.find(code);
  }

  /** From the division up to the city. */
  List<Division> upwards(String division) {
    return divisions.path(division).reversed();
  }

  Division root() {
    return divisions.root();
  }

  List<Division> list(DivisionLevel level) {
    return divisions.list(level);
  }

  /** All that fill the form. */
  List<Division> filling(FormDef form) {
    return divisions.list(form.asked()).stream().filter(d -> asked(form, d)).toList();
  }
}
