package furong.reported;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.people.Rights;
import furong.people.User;
import furong.reported.ReportedStore.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sheet with everything that its page shows.
 *
 * @param lines one per figure, in the order of the form; then those that other forms ask
 * @param faults what keeps it from being handed in; empty where figures are sums
 * @param fills whether figures are typed here
 */
public record FilledForm(
    FormDef form, Sheet sheet, List<Line> lines, List<Notice> faults, boolean fills) {

  /**
   * A figure on the page.
   *
   * @param value what was typed here, or the sum of what is typed below
   * @param reported the newest version; null above the level that is asked, or when nothing is
   *     typed
   * @param count divisions behind the value
   * @param yearBefore null when there was none
   * @param source where it is asked, when that is not this form; null otherwise
   */
  public record Line(
      FigureDef figure,
      @Nullable Double value,
      @Nullable Reported reported,
      int count,
      @Nullable Double yearBefore,
      @Nullable Source source) {}

  /**
   * The form that asks a figure which this one only shows.
   *
   * @param state of that form's sheet in the division: what is typed there may still change
   * @param expected divisions that fill it here; {@link Line#count} of them have given a value
   */
  public record Source(FormDef form, SheetState state, int expected) {}

  public FilledForm {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
  }

  /** Reads sheets with their figures. */
  public static final class Reader {

    private final FormBook book;
    private final FormTree tree;
    private final ReportedStore store;
    private final FormDesk desk;

    public Reader(FormBook book, FormTree tree, ReportedStore store, FormDesk desk) {
      this.book = book;
      this.tree = tree;
      this.store = store;
      this.desk = desk;
    }

    /** The sheet, when there is such a one and {@code user} may see it. */
    public Result<FilledForm> read(User user, SheetKey key) {
      Optional<FormDef> form = book.find(key.form());
      if (form.isEmpty()
          || !tree.in(key.period()).has(form.get(), key.division())
          || !form.get().cycle().fits(key.period())) {
        return Result.refused(
            Refusal.NOT_FOUND,
            Notice.of("sheet.unknown", key.division(), "There is no such sheet"));
      }
      return Rights.mayRead(user, key.division()).map(role -> filled(form.get(), key));
    }

    private FilledForm filled(FormDef form, SheetKey key) {
      boolean fills = tree.in(key.period()).fills(form, key.division());
      Sheet sheet = store.find(key).orElse(Sheet.empty(key));
      List<Line> lines = new ArrayList<>();
      Map<String, Reported> typed = new HashMap<>();
      List<String> ids = form.figures().stream().map(FigureDef::id).toList();
      if (fills) {
        store.current(ids, key.division(), key.period()).forEach(r -> typed.put(r.figure(), r));
      }
      Period before = form.cycle().yearBefore(key.period());
      for (FigureDef figure : form.figures()) {
        @Nullable Reported one = typed.get(figure.id());
        Total now = fills ? total(one) : sum(figure, key.division(), key.period());
        Total then = sum(figure, key.division(), before);
        lines.add(
            new Line(
                figure,
                now.count() == 0 ? null : now.sum(),
                one,
                now.count(),
                then.count() == 0 ? null : then.sum(),
                null));
      }
      for (String used : form.uses()) {
        book.figure(used).ifPresent(figure -> lines.add(elsewhere(figure, key)));
      }
      boolean open = SheetAct.SUBMIT.from().contains(sheet.state());
      List<Notice> faults = fills && open ? desk.whole(key) : List.of();
      return new FilledForm(form, sheet, lines, faults, fills);
    }

    private Line elsewhere(FigureDef figure, SheetKey key) {
      FormDef asking = book.asking(figure.id()).orElseThrow();
      Total total = sum(figure, key.division(), key.period());
      @Nullable Double value = total.count() == 0 ? null : total.sum();
      @Nullable Reported one =
          tree.in(key.period()).fills(asking, key.division())
              ? store.current(List.of(figure.id()), key.division(), key.period()).stream()
                  .findFirst()
                  .orElse(null)
              : null;
      SheetState state =
          store
              .find(new SheetKey(asking.id(), key.division(), key.period()))
              .map(Sheet::state)
              .orElse(SheetState.DRAFT);
      int expected = tree.in(key.period()).expected(asking, key.division());
      return new Line(figure, value, one, total.count(), null, new Source(asking, state, expected));
    }

    private static Total total(@Nullable Reported one) {
      Double value = one == null ? null : one.value();
      return value == null ? new Total(0, 0) : new Total(value, 1);
    }

    private Total sum(FigureDef figure, String division, Period period) {
      return figure.sums()
              || tree.in(period).fills(book.asking(figure.id()).orElseThrow(), division)
          ? store.total(figure.id(), division, period)
          : new Total(0, 0);
    }
  }
}
