package furong.observe.sta;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** The operators and functions of {@link Op} on values that are there. Times are read in UTC. */
final class Functions {

  private Functions() {}

  /**
   * @throws ClassCastException when a value is of another kind than the function wants
   */
  static @Nullable Object apply(Op op, List<Object> a) {
    return switch (op) {
      case NOT -> !(Boolean) a.get(0);
      case ADD, SUB -> sum(op, a.get(0), a.get(1));
      case MUL -> number(a, 0) * number(a, 1);
      case DIV -> number(a, 1) == 0 ? null : (Object) (number(a, 0) / number(a, 1));
      case MOD -> number(a, 1) == 0 ? null : (Object) (number(a, 0) % number(a, 1));
      case ROUND -> Math.copySign(Math.floor(Math.abs(number(a, 0)) + 0.5), number(a, 0));
      case FLOOR -> Math.floor(number(a, 0));
      case CEILING -> Math.ceil(number(a, 0));
      case SUBSTRINGOF -> text(a, 1).contains(text(a, 0));
      case ENDSWITH -> text(a, 0).endsWith(text(a, 1));
      case STARTSWITH -> text(a, 0).startsWith(text(a, 1));
      case LENGTH -> (double) text(a, 0).length();
      case INDEXOF -> (double) text(a, 0).indexOf(text(a, 1));
      case SUBSTRING -> substring(a);
      case TOLOWER -> text(a, 0).toLowerCase(java.util.Locale.ROOT);
      case TOUPPER -> text(a, 0).toUpperCase(java.util.Locale.ROOT);
      case TRIM -> text(a, 0).strip();
      case CONCAT -> text(a, 0) + text(a, 1);
      case GEO_DISTANCE -> shape(a, 0).distance(shape(a, 1));
      case GEO_LENGTH -> shape(a, 0).getLength();
      case GEO_INTERSECTS, ST_INTERSECTS -> shape(a, 0).intersects(shape(a, 1));
      case ST_EQUALS -> shape(a, 0).equalsTopo(shape(a, 1));
      case ST_DISJOINT -> shape(a, 0).disjoint(shape(a, 1));
      case ST_TOUCHES -> shape(a, 0).touches(shape(a, 1));
      case ST_WITHIN -> shape(a, 0).within(shape(a, 1));
      case ST_OVERLAPS -> shape(a, 0).overlaps(shape(a, 1));
      case ST_CROSSES -> shape(a, 0).crosses(shape(a, 1));
      case ST_CONTAINS -> shape(a, 0).contains(shape(a, 1));
      case ST_RELATE -> shape(a, 0).relate(shape(a, 1), text(a, 2));
      default -> ofTime(op, (StaTime) a.get(0));
    };
  }

  private static Object ofTime(Op op, StaTime time) {
    OffsetDateTime at = Instant.ofEpochMilli(time.startMs()).atOffset(ZoneOffset.UTC);
    return switch (op) {
      case YEAR -> (double) at.getYear();
      case MONTH -> (double) at.getMonthValue();
      case DAY -> (double) at.getDayOfMonth();
      case HOUR -> (double) at.getHour();
      case MINUTE -> (double) at.getMinute();
      case SECOND -> (double) at.getSecond();
      case FRACTIONALSECONDS -> at.getNano() / 1e9;
      case DATE -> at.toLocalDate().toString();
      case TIME -> StaTime.text(time.startMs()).substring(11, 23);
      case TOTALOFFSETMINUTES -> 0.0;
      default -> throw new IllegalArgumentException(op + " is not a function of one time");
    };
  }

  /**
   * A comparison of two values as values of one type; null when one of them is of another. Texts
   * may be had of numbers and truths: {@code result gt '3'}.
   */
  static @Nullable Boolean compareAs(Expr.Type type, Op op, Object left, Object right) {
    @Nullable Integer order =
        switch (type) {
          case TEXT, DATE, CLOCK -> asTexts(left, right);
          case NUMBER ->
              left instanceof Double && right instanceof Double ? compare(op, left, right) : null;
          case BOOL ->
              left instanceof Boolean && right instanceof Boolean ? compare(op, left, right) : null;
          default -> compare(op, left, right);
        };
    if (order == null) {
      return null;
    }
    return switch (op) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      default -> order <= 0;
    };
  }

  /**
   * Negative, zero or positive; null when the two are not of a kind. Intervals are ordered by their
   * starts, which is how the history lies; {@code gt} also wants the other to have ended.
   */
  static @Nullable Integer compare(Op op, Object left, Object right) {
    if (left instanceof StaTime a && right instanceof StaTime b) {
      return switch (op) {
        case GT -> Long.compare(a.startMs(), b.endMs());
        case GE -> Long.compare(a.startMs(), b.startMs());
        case LT, LE -> Long.compare(a.startMs(), b.startMs());
        default -> a.equals(b) ? 0 : 1;
      };
    }
    if (left instanceof Double a && right instanceof Double b) {
      // what remains of a negative number may be minus zero, which is zero
      return Double.compare(a + 0.0, b + 0.0);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    if (left instanceof Geometry a && right instanceof Geometry b) {
      return a.equalsTopo(b) ? 0 : 1;
    }
    return left instanceof String || right instanceof String ? asTexts(left, right) : null;
  }

  private static @Nullable Integer asTexts(Object left, Object right) {
    @Nullable String a = textOf(left);
    @Nullable String b = textOf(right);
    return a == null || b == null ? null : (Integer) a.compareTo(b);
  }

  private static @Nullable String textOf(Object value) {
    return switch (value) {
      case String text -> text;
      case Double number -> plain(number);
      case Boolean truth -> truth.toString();
      case StaTime time -> time.text();
      default -> null;
    };
  }

  /** {@code 3}, not {@code 3.0}: as the number is written in the answer. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static Object sum(Op op, Object left, Object right) {
    int sign = op == Op.ADD ? 1 : -1;
    if (left instanceof StaTime time && right instanceof Duration by) {
      long ms = sign * by.toMillis();
      return new StaTime(time.startMs() + ms, time.endMs() + ms);
    }
    if (left instanceof StaTime a && right instanceof StaTime b) {
      return Duration.ofMillis(a.startMs() - b.startMs());
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return op == Op.ADD ? a.plus(b) : a.minus(b);
    }
    return (Double) left + sign * (Double) right;
  }

  private static String substring(List<Object> a) {
    String text = text(a, 0);
    int from = (int) Math.clamp(number(a, 1), 0, text.length());
    int to =
        a.size() < 3 ? text.length() : (int) Math.clamp(from + number(a, 2), from, text.length());
    return text.substring(from, to);
  }

  private static double number(List<Object> a, int i) {
    return (Double) a.get(i);
  }

  private static String text(List<Object> a, int i) {
    return (String) a.get(i);
  }

  private static Geometry shape(List<Object> a, int i) {
    return (Geometry) a.get(i);
  }
}
