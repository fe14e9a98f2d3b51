package furong.sense.sta;

import furong.observe.ValueRange;
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
 * What of a filter over observations the history can use: a range of phenomenon times, a range of
 * results, and a condition on the datastream or the MultiDatastream alone; {@code rest} is what
 * must still be judged row by row.
 *
 * @param fromMs inclusive
 * @param toMs exclusive
 * @param values what is not of them can be left out unseen; the rest holds the condition, too
 * @param ofDatastream seen from the datastream; null for none
 * @param ofMulti seen from the MultiDatastream; null for none
 */
record Bounds(
    long fromMs,
    long toMs,
    ValueRange values,
    @Nullable Expr ofDatastream,
    @Nullable Expr ofMulti,
    @Nullable Expr rest) {

  private static final Bounds NONE = ofAllTimes(null, null, null);

  private static Bounds ofAllTimes(
      @Nullable Expr datastream, @Nullable Expr multi, @Nullable Expr rest) {
    return new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, ValueRange.ALL, datastream, multi, rest);
  }

  private static Bounds ofTime(long fromMs, long toMs, @Nullable Expr rest) {
    return new Bounds(fromMs, toMs, ValueRange.ALL, null, null, rest);
  }

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
    Expr datastream = about(EntityType.DATASTREAM, filter);
    if (datastream != null) {
      return ofAllTimes(datastream, null, null);
    }
    Expr multi = about(EntityType.MULTI_DATASTREAM, filter);
    return multi != null ? ofAllTimes(null, multi, null) : ofAllTimes(null, null, filter);
  }

  private Bounds and(Bounds other) {
    long from = Math.max(fromMs, other.fromMs);
    return new Bounds(
        from,
        Math.max(from, Math.min(toMs, other.toMs)),
        values.and(other.values),
        EntityReads.Split.and(ofDatastream, other.ofDatastream),
        EntityReads.Split.and(ofMulti, other.ofMulti),
        EntityReads.Split.and(rest, other.rest));
  }

  /** Null when it is no comparison of the phenomenon time or the result with a constant. */
  private static @Nullable Bounds comparison(Op op, Expr left, Expr right, Expr whole) {
    if (isTime(left) && right instanceof Literal literal && literal.value() instanceof StaTime at) {
      return bounds(op, at, whole);
    }
    if (isTime(right) && left instanceof Literal literal && literal.value() instanceof StaTime at) {
      return bounds(op.mirrored(), at, whole);
    }
    if (isResult(left) && right instanceof Literal literal && literal.value() instanceof Double x) {
      return ofValues(op, x, whole);
    }
    if (isResult(right) && left instanceof Literal literal && literal.value() instanceof Double x) {
      return ofValues(op.mirrored(), x, whole);
    }
    return null;
  }

  private static @Nullable Bounds ofValues(Op op, double x, Expr whole) {
    @Nullable ValueRange values =
        switch (op) {
          case GT, GE -> new ValueRange(x, Double.POSITIVE_INFINITY);
          case LT, LE -> new ValueRange(Double.NEGATIVE_INFINITY, x);
          case EQ -> new ValueRange(x, x);
          default -> null;
        };
    return values == null
        ? null
        : new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, values, null, null, whole);
  }

  private static @Nullable Bounds bounds(Op op, StaTime at, Expr whole) {
    return switch (op) {
      case GT -> ofTime(at.endMs() + 1, Long.MAX_VALUE, null);
      case GE -> ofTime(at.startMs(), Long.MAX_VALUE, null);
      case LT -> ofTime(Long.MIN_VALUE, at.startMs(), null);
      case LE -> ofTime(Long.MIN_VALUE, at.startMs() + 1, null);
      // an interval may start there and end later: the rest looks at the end
      case EQ -> ofTime(at.startMs(), at.startMs() + 1, whole);
      default -> null;
    };
  }

  private static boolean isResult(Expr expr) {
    return expr instanceof Path path
        && path.steps().isEmpty()
        && path.rest().isEmpty()
        && path.property().name().equals("result");
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Path path
        && path.steps().isEmpty()
        && path.property().name().equals("phenomenonTime");
  }

  /** The same seen from the one datastream; null when it looks at anything else. */
  private static @Nullable Expr about(EntityType datastream, Expr expr) {
    return switch (expr) {
      case Literal literal -> literal;
      case Path path ->
          !path.steps().isEmpty() && path.steps().getFirst().target() == datastream
              ? path.afterFirstStep()
              : null;
      case Call call -> {
        List<Expr> args = new ArrayList<>();
        for (Expr arg : call.args()) {
          Expr seen = about(datastream, arg);
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
