package furong.evaluation;

import furong.base.Text;
import furong.evaluation.CaseStatistics.Ratio;
import java.util.Locale;
import java.util.function.Function;

/** The rates of case work (GB/T 30428.4) by name, with what is divided by what. */
public enum Rate {
  REGISTERING("立案率", "Registered", "立案数 / 受理数", true, Tally::registering),
  HANDLING("处置率", "Handled", "处置数 / 应处置数", true, Tally::handling),
  HANDLING_IN_TIME("按期处置率", "Handled in time", "按期处置数 / 应处置数", true, Tally::handlingInTime),
  CLOSING("结案率", "Closed", "结案数 / 应结案数", true, Tally::closing),
  CLOSING_IN_TIME("按期结案率", "Closed in time", "按期结案数 / 应结案数", true, Tally::closingInTime),
  OVERDUE("超期待处置率", "Overdue", "超期待处置数 / 应处置数", false, Tally::overdueness),
  REWORK("返工率", "Reworked", "返工数 / 应结案数", false, Tally::reworking),
  EXTENSION("延期率", "Extended", "延期数 / 应处置数", false, Tally::extending),
  REPORTING("监督举报率", "Reported by people", "监督举报核实数 / 立案数", true, Tally::reporting),
  RETURNING("退回率", "Returned", "退回次数 / 派遣次数", false, Tally::returning),
  BUCK_PASSING("推诿率", "Returned, yet theirs", "退回后仍由原单位办理的次数 / 退回次数", false, Tally::buckPassing),
  ON_THE_SPOT("即采即办率", "Mended on the spot", "即采即办结案数 / 自发现数", true, Tally::mending);

  private final Text title;
  private final String formula;
  private final boolean higherIsBetter;
  private final Function<Tally, Ratio> of;

  Rate(String zh, String en, String formula, boolean higherIsBetter, Function<Tally, Ratio> of) {
    this.title = Text.of(zh, en);
    this.formula = formula;
    this.higherIsBetter = higherIsBetter;
    this.of = of;
  }

  /** The word for it in addresses and documents: {@code closing_in_time}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Text title() {
    return title;
  }

  /** In the words of the standard. */
  public String formula() {
    return formula;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  public Ratio of(Tally tally) {
    return of.apply(tally);
  }
}
