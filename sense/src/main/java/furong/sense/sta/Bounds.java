package furong.sense.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Call;
import furong.observe.sta.Expr.Literal;
import furong.observe.sta.Expr.Path;
import furong.observe.sta.Op;
import furong.observe.sta.StaTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a filter over observations the history can use: a range of phenomenon times and a
 * condition on the datastream alone; {@code rest} is what must still be judged row by row.
 *
 * @param fromMs inclusive
 * @param toMs exclusive
 * @param ofDatastream seen from the datastream; null for none
 */
record Bounds(long fromMs, long toMs, @Nullable Expr ofDatastream, @Nullable Expr rest) {

  private static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, null, null);

  static Bounds of(@Nullable Expr filter) {
    if (filter == null) {
      return NONE;
    }
    if (filter instanceof Call call) {
      if (call.op() == Op.AND) {
        return of(call.args().get(0)).and(of(call.args().get(1)));
      }
      if (call.op().isComparison()) {
        Bounds bounds = comparison(call.op(), call.args().get(0), call.args().get(1), filter);
        if (bounds != null) {
          return bounds;
        }
      }
    }
    Expr datastream = aboutDatastream(filter);
    return datastream != null
        ? new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, datastream, null)
        : new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, null, filter);
  }

  private Bounds and(Bounds other) {
    long from = Math.max(fromMs, other.fromMs);
    return new Bounds(
        from,
        Math.max(from, Math.min(toMs, other.toMs)),
        EntityReads.Split.and(ofDatastream, other.ofDatastream),
        EntityReads.Split.and(rest, other.rest));
  }

  /** Null when it is no comparison of the phenomenon time with a constant. */
  private static @Nullable Bounds comparison(Op op, Expr left, Expr right, Expr whole) {
    if (isTime(left) && right instanceof Literal literal && literal.value() instanceof StaTime at) {
      return bounds(op, at, whole);
    }
    if (isTime(right) && left instanceof Literal literal && literal.value() instanceof StaTime at) {
      return bounds(op.mirrored(), at, whole);
    }
    return null;
  }

  private static @Nullable Bounds bounds(Op op, StaTime at, Expr whole) {
    return switch (op) {
      case GT -> new Bounds(at.endMs() + 1, Long.MAX_VALUE, null, null);
      case GE -> new Bounds(at.startMs(), Long.MAX_VALUE, null, null);
      case LT -> new Bounds(Long.MIN_VALUE, at.startMs(), null, null);
      case LE -> new Bounds(Long.MIN_VALUE, at.startMs() + 1, null, null);
      // an interval may start there and end later: the rest looks at the end
      case EQ -> new Bounds(at.startMs(), at.startMs() + 1, null, whole);
      default -> null;
    };
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Path path
        && path.steps().isEmpty()
        && path.property().name().equals("phenomenonTime");
  }

  /** The same seen from the datastream; null when it looks at anything else. */
  private static @Nullable Expr aboutDatastream(Expr expr) {
    return switch (expr) {
      case Literal literal -> literal;
      case Path path ->
          !path.steps().isEmpty() && path.steps().getFirst().target() == EntityType.DATASTREAM
              ? path.afterFirstStep()
              : null;
      case Call call -> {
        List<Expr> args = new ArrayList<>();
        for (Expr arg : call.args()) {
          Expr seen = aboutDatastream(arg);
          if (seen == null) {
            yield null;
          }
          args.add(seen);
        }
        yield new Call(call.op(), args, call.type(), call.at());
      }
    };
  }
}
