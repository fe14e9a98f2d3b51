package furong.pack;

import dev.cel.common.ast.CelExpr;
import furong.base.Text;

/** Builds the parts of an expression and takes their faults. */
interface PartBuilder {

  Part build(CelExpr expr);

  /** Adds a notice at the expression's place. @return {@link Part#FAULTY} */
  Part fault(CelExpr expr, String code, Text message);

  /** The same place in the same expression, said of one thing of many. */
  PartBuilder of(RuleScope member);

  /** A known span of time in ms; -1, with a notice, when it is none. */
  default long span(CelExpr expr) {
    Part part = build(expr);
    if (part.faulty()) {
      return -1;
    }
    double ms = part.constant();
    if (Double.isNaN(ms) || ms <= 0) {
      fault(expr, "expr.window", Text.of("时间窗须为已知的时长", "the window must be a known span of time"));
      return -1;
    }
    return (long) ms;
  }
}
