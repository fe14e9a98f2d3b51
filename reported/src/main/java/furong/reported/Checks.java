package furong.reported;

import furong.base.Notice;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Pack;
import furong.pack.Param;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether typed figures can be: pure, the same for the screen, for a spreadsheet and for a program.
 * Each fault names the figure as its place.
 *
 * <p>Range and wholeness are held at every save. What needs the whole form - blanks, sums, the jump
 * against a year before - is held when it is handed in.
 */
public final class Checks {

  /** Two sums of decimals that a person sees as equal differ by less. */
  private static final double SAME = 1e-9;

  private final FormDef form;
  private final Map<String, FigureDef> figures = new HashMap<>();
  private final Map<String, Param> params;

  public Checks(FormDef form, Pack pack) {
    this.form = form;
    this.params = pack.params();
    form.figures().forEach(f -> figures.put(f.id(), f));
  }

  /** What is wrong with one cell by itself. */
  public List<Notice> cell(Cell cell) {
    FigureDef figure = figures.get(cell.figure());
    if (figure == null) {
      return List.of(Notice.of("figure.unknown", cell.figure(), form.id() + " does not ask this"));
    }
    Double value = cell.value();
    List<Notice> faults = new ArrayList<>();
    if (value == null) {
      return faults;
    }
    if (figure.whole() && value != Math.rint(value)) {
      faults.add(fault("figure.whole", figure, value + " is no whole number", ""));
    }
    limit(figure.low())
        .filter(low -> value < low.number())
        .map(low -> fault("figure.low", figure, value + " < " + low.number(), low.reason()))
        .ifPresent(faults::add);
    limit(figure.high())
        .filter(high -> value > high.number())
        .map(high -> fault("figure.high", figure, value + " > " + high.number(), high.reason()))
        .ifPresent(faults::add);
    return faults;
  }

  /**
   * What is wrong with the whole form.
   *
   * @param cells by figure, as they stand
   * @param yearBefore by figure, what stood a year before; a figure that is not there had none
   */
  public List<Notice> whole(Map<String, Cell> cells, Map<String, Double> yearBefore) {
    List<Notice> faults = new ArrayList<>();
    for (FigureDef figure : form.figures()) {
      Cell cell = cells.get(figure.id());
      Double value = cell == null ? null : cell.value();
      if (cell == null || value == null) {
        if (cell == null || cell.note().isBlank()) {
          faults.add(
              fault("figure.blank", figure, "It is empty", "give it, or say in the note why not"));
        }
        continue;
      }
      faults.addAll(cell(cell));
      sum(figure, value, cells, faults);
      Double most = figure.atMost().isEmpty() ? null : value(cells, figure.atMost());
      if (most != null && value > most) {
        faults.add(fault("figure.at-most", figure, value + " is more than " + figure.atMost(), ""));
      }
      jump(figure, value, cell.note(), yearBefore.get(figure.id()), faults);
    }
    return faults;
  }

  private void sum(FigureDef figure, double value, Map<String, Cell> cells, List<Notice> faults) {
    if (figure.parts().isEmpty()) {
      return;
    }
    double sum = 0;
    for (String part : figure.parts()) {
      Double one = value(cells, part);
      if (one == null) {
        return;
      }
      sum += one;
    }
    if (Math.abs(sum - value) > SAME * Math.max(1, Math.abs(value))) {
      faults.add(
          fault(
              "figure.sum",
              figure,
              value + " is not the sum " + sum + " of " + String.join(", ", figure.parts()),
              ""));
    }
  }

  private void jump(
      FigureDef figure, double value, String note, @Nullable Double before, List<Notice> faults) {
    if (before == null || !note.isBlank()) {
      return;
    }
    limit(figure.jump())
        .filter(share -> Math.abs(value - before) > share.share() * Math.abs(before))
        .ifPresent(share ->
            faults.add(
                fault(
                    "figure.jump",
                    figure,
                    value + " differs from " + before + " of the year before by more than allowed",
                    "say in the note why; " + share.reason())));
  }

  private static @Nullable Double value(Map<String, Cell> cells, String figure) {
    Cell cell = cells.get(figure);
    return cell == null ? null : cell.value();
  }

  private record Limit(double number, String unit, String reason) {
    double share() {
      return unit.equals("%") ? number / 100 : number;
    }
  }

  /** Empty when the form names none, or when nobody knows the number. */
  private Optional<Limit> limit(String name) {
    Param param = params.get(name);
    Double number = param == null ? null : param.value();
    return param == null || number == null
        ? Optional.empty()
        : Optional.of(new Limit(number, param.unit(), param.reason().zh()));
  }

  private static Notice fault(String code, FigureDef figure, String message, String hint) {
    return Notice.of(code, figure.id(), message).withHint(hint);
  }
}
