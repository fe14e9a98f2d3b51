package furong.pack;

/**
 * A checked expression, ready to run: a tree of small functions on doubles. True is 1, false is 0,
 * and NaN is "cannot judge", which spreads through everything but a decided {@code &&} or {@code
 * ||} (Kleene's three values). It makes no object when it runs.
 */
@FunctionalInterface
public interface Expr {

  double TRUE = 1;
  double FALSE = 0;
  double UNKNOWN = Double.NaN;

  double eval(Readings readings);

  static double truth(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Expr and(Expr a, Expr b) {
    return r -> {
      double left = a.eval(r);
      if (left == FALSE) {
        return FALSE;
      }
      double right = b.eval(r);
      return right == FALSE ? FALSE : left + right == 2 ? TRUE : UNKNOWN;
    };
  }

  static Expr or(Expr a, Expr b) {
    return r -> {
      double left = a.eval(r);
      if (left == TRUE) {
        return TRUE;
      }
      double right = b.eval(r);
      return right == TRUE ? TRUE : left + right == 0 ? FALSE : UNKNOWN;
    };
  }

  /** 1 becomes 0, 0 becomes 1, unknown stays. */
  static Expr not(Expr a) {
    return r -> 1 - a.eval(r);
  }

  static Expr choose(Expr condition, Expr yes, Expr no) {
    return r -> {
      double c = condition.eval(r);
      return Double.isNaN(c) ? UNKNOWN : c == TRUE ? yes.eval(r) : no.eval(r);
    };
  }

  /** A comparison by its sign: {@code >} is {@code compare(a, b, false, false, true)}. */
  static Expr compare(Expr a, Expr b, boolean less, boolean equal, boolean more) {
    return r -> {
      double left = a.eval(r);
      double right = b.eval(r);
      if (Double.isNaN(left) || Double.isNaN(right)) {
        return UNKNOWN;
      }
      return truth(left < right ? less : left > right ? more : equal);
    };
  }
}
