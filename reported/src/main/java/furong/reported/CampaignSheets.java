package furong.reported;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.pack.FormDef;
import furong.people.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every sheet that a campaign asks, with where it stands and whose turn it is: one read per
 * dimension and division, then arithmetic. A city of 3,000 communities has some 7,000 of them.
 */
public final class CampaignSheets {

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
   * A sheet of the campaign.
   *
   * @param organisation who answers for it in the division; empty when the city names none
   */
  public record Asked(
      Checkup.Dimension dimension,
      FormDef form,
      Division division,
      Optional<Organisation> organisation,
      Sheet sheet,
      Turn turn) {

    /** Name of the organisation; of the division when the city names none. */
    public String by() {
      return organisation.map(o -> o.name().zh()).orElse(division.name().zh());
    }
  }

  /** How many sheets stand where. */
  public record Count(int all, int draft, int submitted, int returned, int approved) {
    static Count of(List<Asked> sheets) {
      Map<SheetState, Integer> by = new HashMap<>();
      sheets.forEach(s -> by.merge(s.sheet().state(), 1, Integer::sum));
      return new Count(
          sheets.size(),
          by.getOrDefault(SheetState.DRAFT, 0),
          by.getOrDefault(SheetState.SUBMITTED, 0),
          by.getOrDefault(SheetState.RETURNED, 0),
          by.getOrDefault(SheetState.APPROVED, 0));
    }
  }

  private final Checkup checkup;
  private final FormBook book;
  private final FormTree tree;
  private final ReportedStore store;
  private final CityProfile city;
  private final Map<String, Organisation> organisations = new HashMap<>();

  public CampaignSheets(
      Checkup checkup, FormBook book, FormTree tree, ReportedStore store, CityProfile city) {
    this.checkup = checkup;
    this.book = book;
    this.tree = tree;
    this.store = store;
    this.city = city;
    city.organisations().forEach(o -> organisations.putIfAbsent(o.division(), o));
  }

  /** All of them inside {@code within}, by dimension, then by division. */
  public List<Asked> of(Campaign campaign, Scope within) {
    List<Asked> all = new ArrayList<>();
    FormTree then = tree.in(campaign.year());
    for (Checkup.Dimension dimension : checkup.dimensions()) {
      if (campaign.dimensions().contains(dimension.id())) {
        FormDef form = book.find(dimension.form()).orElseThrow();
        Map<String, Sheet> sheets = new TreeMap<>();
        campaign
            .divisions()
            .forEach(root ->
                store
                    .sheets(form.id(), campaign.year(), root)
                    .forEach(s -> sheets.put(s.key().division(), s)));
        for (DivisionLevel level : DivisionLevel.values()) {
          for (Division division : then.list(level)) {
            if (campaign.covers(division.code())
                && within.covers(division.code())
                && then.has(form, division.code())) {
              all.add(asked(campaign, dimension, form, division, then, sheets));
            }
          }
        }
      }
    }
    return all;
  }

  private Asked asked(
      Campaign campaign,
      Checkup.Dimension dimension,
      FormDef form,
      Division division,
      FormTree then,
      Map<String, Sheet> sheets) {
    String code = division.code();
    Sheet sheet =
        sheets.getOrDefault(code, Sheet.empty(new SheetKey(form.id(), code, campaign.year())));
    Turn turn =
        switch (sheet.state()) {
          case APPROVED -> Turn.NONE;
          case SUBMITTED -> Turn.ABOVE;
          case DRAFT, RETURNED ->
              then.children(form, code).stream().allMatch(child -> in(sheets, child.code()))
                  ? Turn.OWN
                  : Turn.BELOW;
        };
    return new Asked(dimension, form, division, organisation(form, division), sheet, turn);
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

  /** Counts by whatever {@code key} says of a sheet, in the order it comes first. */
  public static <K> Map<K, Count> count(List<Asked> sheets, Function<Asked, K> key) {
    Map<K, List<Asked>> by = new LinkedHashMap<>();
    sheets.forEach(s -> by.computeIfAbsent(key.apply(s), k -> new ArrayList<>()).add(s));
    Map<K, Count> counts = new LinkedHashMap<>();
    by.forEach((k, of) -> counts.put(k, Count.of(of)));
    return counts;
  }

  /** When somebody did something to it last; empty when nobody has. */
  public static Optional<Instant> touched(Asked asked) {
    return asked.sheet().version() == 0 ? Optional.empty() : Optional.of(asked.sheet().changedAt());
  }
}
