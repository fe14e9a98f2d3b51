package furong.reported;

import furong.city.Division;
import furong.city.Organisation;
import furong.pack.FormDef;
import furong.people.Scope;
import furong.reported.FormSheets.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every sheet that a campaign asks, dimension by dimension, and how many stand where. A city of
 * 3,000 communities has some 7,000 of them.
 */
public final class CampaignSheets {

  /** A sheet of the campaign, in the dimension that asks it. */
  public record Asked(Checkup.Dimension dimension, FormSheets.Asked at) {

    public FormDef form() {
      return at.form();
    }

    public Division division() {
      return at.division();
    }

    public Optional<Organisation> organisation() {
      return at.organisation();
    }

    public Sheet sheet() {
      return at.sheet();
    }

    public Turn turn() {
      return at.turn();
    }

    public String by() {
      return at.by();
    }

    public Optional<Instant> touched() {
      return at.touched();
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

  private final Supplier<Checkup> checkup;
  private final FormBook book;
  private final FormSheets sheets;

  public CampaignSheets(Supplier<Checkup> checkup, FormBook book, FormSheets sheets) {
    this.checkup = checkup;
    this.book = book;
    this.sheets = sheets;
  }

  /** All of them inside {@code within}, by dimension, then by division. */
  public List<Asked> of(Campaign campaign, Scope within) {
    List<Asked> all = new ArrayList<>();
    for (Checkup.Dimension dimension : checkup.get().dimensions()) {
      if (campaign.dimensions().contains(dimension.id())) {
        // a release between the two questions may have taken the form away
        book.find(dimension.form())
            .ifPresent(form ->
                sheets
                    .of(form, campaign.year(), campaign.divisions(), within)
                    .forEach(asked -> all.add(new Asked(dimension, asked))));
      }
    }
    return all;
  }

  /** Counts by whatever {@code key} says of a sheet, in the order it comes first. */
  public static <K> Map<K, Count> count(List<Asked> sheets, Function<Asked, K> key) {
    Map<K, List<Asked>> by = new LinkedHashMap<>();
    sheets.forEach(s -> by.computeIfAbsent(key.apply(s), k -> new ArrayList<>()).add(s));
    Map<K, Count> counts = new LinkedHashMap<>();
    by.forEach((k, of) -> counts.put(k, Count.of(of)));
    return counts;
  }
}
