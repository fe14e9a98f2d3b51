package furong.observe.sta;

import furong.observe.sta.Expr.Call;
import furong.observe.sta.Expr.Literal;
import furong.observe.sta.Expr.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works out an expression for one entity, the way the database would: null stands for unknown, and
 * a link to many is true when it is true for any of them.
 *
 * <p>Numbers are doubles. A number compared with a text is compared as its text, which is what
 * {@code result gt '3'} asks for.
 */
public final class Evaluator {

  /** What a path leads to from the entity in question. */
  public interface Values {

    /**
     * String, Double, Boolean, {@link StaTime}, Duration, JTS Geometry, null, or a List of them
     * when the path passes a link to many.
     */
    @Nullable Object of(Path path);
  }

  private final InstantSource clock;

  public Evaluator(InstantSource clock) {
    this.clock = clock;
  }

  /** True only when surely true; unknown is false. */
  public boolean test(Expr expr, Values values) {
    return Boolean.TRUE.equals(value(expr, values));
  }

  public @Nullable Object value(Expr expr, Values values) {
    return switch (expr) {
      case Literal literal -> literal.value();
      case Path path -> values.of(path);
      case Call call -> call(call, values);
    };
  }

  private @Nullable Object call(Call call, Values values) {
    if (call.op() == Op.AND || call.op() == Op.OR) {
      return junction(call, values);
    }
    List<@Nullable Object> args = new ArrayList<>();
    for (Expr arg : call.args()) {
      args.add(value(arg, values));
    }
    if (call.op().isComparison()
        && call.args().stream().anyMatch(a -> a.type() == Expr.Type.NULL)) {
      return isNull(call.op(), args.get(call.args().get(0).type() == Expr.Type.NULL ? 1 : 0));
    }
    return spread(call, args);
  }

  /** {@code eq null} and {@code ne null}; nothing is greater or less than null. */
  private static @Nullable Boolean isNull(Op op, @Nullable Object value) {
    boolean equals = op == Op.EQ;
    if (!equals && op != Op.NE) {
      return null;
    }
    if (value instanceof List<?> many) {
      return many.isEmpty() ? equals : !equals;
    }
    return (value == null) == equals;
  }

  private @Nullable Object junction(Call call, Values values) {
    boolean decisive = call.op() == Op.OR;
    @Nullable Object left = value(call.args().get(0), values);
    if (Objects.equals(left, decisive)) {
      return decisive;
    }
    @Nullable Object right = value(call.args().get(1), values);
    if (Objects.equals(right, decisive)) {
      return decisive;
    }
    return left == null || right == null ? null : (Object) !decisive;
  }

  /** A list among the arguments: each of its members in turn. */
  private @Nullable Object spread(Call call, List<@Nullable Object> args) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) instanceof List<?> many) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object one : many) {
          List<@Nullable Object> single = new ArrayList<>(args);
          single.set(i, one);
          all.add(spread(call, single));
        }
        return call.op().result() == Expr.Type.BOOL ? (Object) all.contains(true) : all;
      }
    }
    return apply(call, args);
  }

  private @Nullable Object apply(Call call, List<@Nullable Object> args) {
    Op op = call.op();
    if (op == Op.NOW) {
      return StaTime.at(clock.millis());
    }
    if (op == Op.MINDATETIME || op == Op.MAXDATETIME) {
      // the ends of what ISO 8601 can say with four digits
      return StaTime.at(op == Op.MINDATETIME ? -62_135_596_800_000L : 253_402_300_799_999L);
    }
    if (args.contains(null)) {
      return null;
    }
    try {
      List<Object> known = args.stream().map(Objects::requireNonNull).toList();
      if (op.isComparison()) {
        Expr.Type type = Op.common(call.args().get(0).type(), call.args().get(1).type());
        return Functions.compareAs(type, op, known.get(0), known.get(1));
      }
      return Functions.apply(op, known);
    } catch (ClassCastException e) {
      // a member of properties that is not of the kind this wants: unknown, not a fault
      return null;
    }
  }

  /** The order of two values for {@code $orderby}; unknown comes last. */
  public static int order(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    if (left instanceof StaTime a && right instanceof StaTime b) {
      return a.startMs() != b.startMs()
          ? Long.compare(a.startMs(), b.startMs())
          : Long.compare(a.endMs(), b.endMs());
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    @Nullable Integer order = Functions.compare(Op.LT, left, right);
    return order == null ? 0 : order;
  }
}
