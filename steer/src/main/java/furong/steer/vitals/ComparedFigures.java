package furong.steer.vitals;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.city.Division;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.reported.FormBook;
import furong.reported.FormulaInputs;
import furong.reported.FormulaValue;
import furong.reported.FormulaValue.Used;
import furong.reported.QuietCounts;
import furong.steer.vitals.FairComparison.Base;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people report and what formulas come to, for comparing sister divisions.
 *
 * <p>A reported figure that adds up - homes, tons, cases - is divided by people or area as a count
 * is. What does not add up - a percentage, a temperature, a figure of one level - and what a
 * formula has divided already is compared as it is: dividing a rate by people once more says
 * nothing. A figure counts once the sheet of that very division is approved.
 */
public final class ComparedFigures {

  /** What kind of thing is compared. */
  public enum Sort {
    /** A reported figure that adds up. */
    SUM,
    /** A reported figure that does not. */
    STATE,
    /** A formula, which says itself what it divides by. */
    FORMULA
  }

  /**
   * One of them.
   *
   * @param unit UCUM code
   * @param cycle of which periods it is
   */
  public record Choice(String id, Text title, String unit, Sort sort, FormDef.Cycle cycle) {

    boolean divides() {
      return sort == Sort.SUM;
    }
  }

  /**
   * What it is in a division.
   *
   * @param value null when it is not known there
   */
  public record Amount(@Nullable Double value, boolean simulated) {
    static final Amount UNKNOWN = new Amount(null, false);
  }

  private final FormBook forms;
  private final FormulaBook formulas;
  private final FormulaInputs inputs;
  private final QuietCounts values;

  public ComparedFigures(
      FormBook forms, FormulaBook formulas, FormulaInputs inputs, QuietCounts values) {
    this.forms = forms;
    this.formulas = formulas;
    this.inputs = inputs;
    this.values = values;
  }

  /** Everything that can be compared, figures before formulas, each in the order of the packs. */
  public List<Choice> choices() {
    List<Choice> all = new ArrayList<>();
    forms.list().forEach(form -> form.figures().forEach(f -> all.add(choice(form, f))));
    formulas.ordered().forEach(formula -> all.add(choice(formula)));
    return all;
  }

  public Optional<Choice> find(String id) {
    return choices().stream().filter(c -> c.id().equals(id)).findFirst();
  }

  private static Choice choice(FormDef form, FigureDef figure) {
    // a share or a ratio does not add up, whatever the form says
    boolean ratio = figure.unit().equals("%") || figure.unit().contains("/");
    Sort sort = figure.sums() && !ratio ? Sort.SUM : Sort.STATE;
    return new Choice(figure.id(), figure.title(), figure.unit(), sort, form.cycle());
  }

  private static Choice choice(Formula formula) {
    IndicatorDef of = formula.indicator();
    IndicatorDef.@Nullable Computed computed = of.computed();
    FormDef.Cycle cycle = computed == null ? FormDef.Cycle.YEAR : computed.cycle();
    return new Choice(of.id(), of.title(), of.unit(), Sort.FORMULA, cycle);
  }

  /**
   * The period in which it is told for {@code asked}: of a figure of the year the year that a month
   * lies in. Refused is what would have to be added up over time, and what says nothing divided.
   */
  public Result<Period> check(Choice choice, Base base, Period asked) {
    if (base != Base.NONE && !choice.divides()) {
      return refused(
          "compare.rate",
          choice.sort() == Sort.FORMULA
              ? Text.of(
                  "“" + choice.title().zh() + "”由公式算出，口径已定，按原值比较，不再按人口或面积折算",
                  "'" + choice.title().en() + "' is a formula: it is compared as it is")
              : Text.of(
                  "“" + choice.title().zh() + "”不可相加，按原值比较，不按人口或面积折算",
                  "'" + choice.title().en() + "' does not add up: it is compared as it is"));
    }
    Period told = choice.cycle().of(asked.last());
    return told.days() < asked.days()
        ? refused(
            "compare.period",
            Text.of(
                "“" + choice.title().zh() + "”按" + choice.cycle().title().zh() + "给出，请选该周期内的时间",
                "'" + choice.title().en() + "' is told by the " + choice.cycle() + ": name one"))
        : Result.ok(told);
  }

  private static Result<Period> refused(String code, Text words) {
    return Result.refused(Refusal.INVALID, Notice.of(code, "base", words));
  }

  /** What it is in each of these divisions. */
  Function<Division, Amount> amounts(Choice choice, List<Division> divisions, Period period) {
    if (choice.sort() == Sort.FORMULA) {
      List<String> codes = divisions.stream().map(Division::code).toList();
      Map<String, FormulaValue> known = values.of(choice.id(), codes, period);
      return division -> {
        @Nullable FormulaValue value = known.get(division.code());
        return value == null ? Amount.UNKNOWN : new Amount(value.value(), value.simulated());
      };
    }
    return division -> {
      Used used = inputs.read(new Input(Kind.FIGURE, choice.id()), division.code(), period);
      return new Amount(used.value(), used.simulated());
    };
  }
}
