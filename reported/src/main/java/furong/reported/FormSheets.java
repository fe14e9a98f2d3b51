package furong.reported;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.pack.FormDef;
import furong.people.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every sheet of a form and period in some divisions, with where it stands, whose turn it is and
 * who answers for it: one read per division named, then arithmetic.
 */
public final class FormSheets {

  /** Who must do something now. */
  public enum Turn {
    /** The division: it fills, or hands up what is approved below. */
    OWN,
    /** The division above, which judges. */
    ABOVE,
    /** Those below, which are not all in. */
    BELOW,
    /** Nobody: it is approved. */
    NONE
  }

  /**
   * A sheet that is asked, touched or not.
   *
   * @param organisation who answers for it in the division; empty when the city names none
   */
  public record Asked(
      FormDef form,
      Division division,
      Optional<Organisation> organisation,
      Sheet sheet,
      Turn turn) {

    /** Name of the organisation; of the division when the city names none. */
    public String by() {
      return organisation.map(o -> o.name().zh()).orElse(division.name().zh());
    }

    /** When somebody did something to it last; empty when nobody has. */
    public Optional<Instant> touched() {
      return sheet.version() == 0 ? Optional.empty() : Optional.of(sheet.changedAt());
    }
  }

  private final FormTree tree;
  private final ReportedStore store;
  private final CityProfile city;
  private final Map<String, Organisation> organisations = new HashMap<>();

  public FormSheets(FormTree tree, ReportedStore store, CityProfile city) {
    this.tree = tree;
    this.store = store;
    this.city = city;
    city.organisations().forEach(o -> organisations.putIfAbsent(o.division(), o));
  }

  /** Those in {@code roots} and below them, inside {@code within}; the largest divisions first. */
  public List<Asked> of(FormDef form, Period period, Collection<String> roots, Scope within) {
    FormTree then = tree.in(period);
    Map<String, Sheet> sheets = new HashMap<>();
    roots.forEach(root ->
        store.sheets(form.id(), period, root).forEach(s -> sheets.put(s.key().division(), s)));
    List<Asked> all = new ArrayList<>();
    for (DivisionLevel level : DivisionLevel.values()) {
      for (Division division : then.list(level)) {
        String code = division.code();
        if (roots.stream().anyMatch(root -> Divisions.isWithin(code, root))
            && within.covers(code)
            && then.has(form, code)) {
          all.add(asked(form, period, division, then, sheets));
        }
      }
    }
    return all;
  }

  private Asked asked(
      FormDef form, Period period, Division division, FormTree then, Map<String, Sheet> sheets) {
    String code = division.code();
    Sheet sheet = sheets.getOrDefault(code, Sheet.empty(new SheetKey(form.id(), code, period)));
    Turn turn =
        switch (sheet.state()) {
          case APPROVED -> Turn.NONE;
          case SUBMITTED -> Turn.ABOVE;
          case DRAFT, RETURNED ->
              then.children(form, code).stream().allMatch(child -> in(sheets, child.code()))
                  ? Turn.OWN
                  : Turn.BELOW;
        };
    return new Asked(form, division, organisation(form, division), sheet, turn);
  }

  private static boolean in(Map<String, Sheet> sheets, String division) {
    Sheet sheet = sheets.get(division);
    return sheet != null && sheet.state() == SheetState.APPROVED;
  }

  /** The one of the form's duty in the division itself, else the first that the division has. */
  private Optional<Organisation> organisation(FormDef form, Division division) {
    return city.findOrganisation(form.duty() + "-" + division.code())
        .or(() -> Optional.ofNullable(organisations.get(division.code())));
  }
}
