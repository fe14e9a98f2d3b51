package furong.reported;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.pack.FormDef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which campaign a sheet belongs to, and what follows from it: its deadline, and whether figures
 * are still taken. A sheet of no campaign goes by its form alone.
 */
public final class Campaigns {

  private final Supplier<Checkup> checkup;
  private final FormBook book;
  private final CampaignStore store;

  /**
   * @param checkup that of the packs in force; while it is none there is no campaign either
   */
  public Campaigns(Supplier<Checkup> checkup, FormBook book, CampaignStore store) {
    this.checkup = checkup;
    this.book = book;
    this.store = store;
  }

  /** Which divisions' sheets of a form and period some campaign asks; one read for all of them. */
  Predicate<String> asked(String form, Period period) {
    List<String> dimensions = dimensions(form);
    List<Campaign> asking =
        dimensions.isEmpty()
            ? List.of()
            : store.of(period).stream()
                .filter(c -> c.dimensions().stream().anyMatch(dimensions::contains))
                .toList();
    return division -> asking.stream().anyMatch(c -> c.covers(division));
  }

  /** The campaign that asks this sheet; never two, since campaigns of a year do not overlap. */
  public Optional<Campaign> asking(SheetKey key) {
    List<String> dimensions = dimensions(key.form());
    return dimensions.isEmpty()
        ? Optional.empty()
        : store.of(key.period()).stream()
            .filter(c -> c.dimensions().stream().anyMatch(dimensions::contains))
            .filter(c -> c.covers(key.division()))
            .findFirst();
  }

  private List<String> dimensions(String form) {
    return checkup.get().dimensions().stream()
        .filter(d -> d.form().equals(form))
        .map(Checkup.Dimension::id)
        .toList();
  }

  /** When a sheet must be in: by its campaign, else by its form. */
  public Optional<Instant> dueAt(SheetKey key, ZoneId zone) {
    return asking(key).map(Campaign::deadline).or(() -> book.dueAt(key, zone));
  }

  /** Open ones that ask {@code form} of the division. */
  public List<Campaign> open(FormDef form, String division) {
    List<String> dimensions = dimensions(form.id());
    return store.list().stream()
        .filter(c -> c.state() == CampaignState.OPEN && c.covers(division))
        .filter(c -> c.dimensions().stream().anyMatch(dimensions::contains))
        .toList();
  }

  /** Refuses once the campaign of the sheet is closed. */
  Result<FormDef> takes(FormDef form, SheetKey key) {
    return asking(key).filter(c -> c.state() == CampaignState.CLOSED).isPresent()
        ? Result.refused(
            Refusal.CONFLICT,
            Notice.of(
                "campaign.closed", key.division(), "The collection of this year is closed here"))
        : Result.ok(form);
  }
}
