package furong.reported;

import furong.base.Period;
import furong.pack.FormDef;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.reported.FormulaInputs.Standing;
import furong.reported.FormulaValue.Used;
import java.util.HashMap;
import java.util.Map;

/**
 * The inputs of one division and period as one pass over formulas sees them: each is asked once,
 * however many formulas read it, and what the pass itself came to is read without asking.
 *
 * <p>For one pass only, since it sees nothing that changes meanwhile.
 */
final class DivisionInputs {

  private final FormulaInputs inputs;
  private final String division;
  private final Period period;
  private final Map<Input, Used> read = new HashMap<>();
  private final Map<String, Standing> forms = new HashMap<>();

  DivisionInputs(FormulaInputs inputs, String division, Period period) {
    this.inputs = inputs;
    this.division = division;
    this.period = period;
  }

  Used read(Input input) {
    return read.computeIfAbsent(input, this::ask);
  }

  private Used ask(Input input) {
    if (input.kind() != Kind.FIGURE) {
      return inputs.read(input, division, period);
    }
    FormDef form = inputs.asking(input.id());
    Standing standing =
        forms.computeIfAbsent(form.id(), id -> inputs.standing(form, division, period));
    return inputs.figure(input.id(), division, period, standing);
  }

  /** A formula of this division came to something else in this pass. */
  void computed(FormulaValue value) {
    read.put(new Input(Kind.INDICATOR, value.indicator()), FormulaInputs.used(value));
  }
}
