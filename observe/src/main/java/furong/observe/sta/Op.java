package furong.observe.sta;

import furong.observe.sta.Expr.Type;
import java.util.List;
import java.util.Optional;

/**
 * Operators and functions of {@code $filter}: SensorThings 1.1, clauses 9.3.3.5.1 and 9.3.3.5.2.
 */
public enum Op {
  OR("or", Type.BOOL, Type.BOOL, Type.BOOL),
  AND("and", Type.BOOL, Type.BOOL, Type.BOOL),
  NOT("not", Type.BOOL, Type.BOOL),
  EQ("eq", Type.BOOL, Type.ANY, Type.ANY),
  NE("ne", Type.BOOL, Type.ANY, Type.ANY),
  GT("gt", Type.BOOL, Type.ANY, Type.ANY),
  GE("ge", Type.BOOL, Type.ANY, Type.ANY),
  LT("lt", Type.BOOL, Type.ANY, Type.ANY),
  LE("le", Type.BOOL, Type.ANY, Type.ANY),
  ADD("add", Type.ANY, Type.ANY, Type.ANY),
  SUB("sub", Type.ANY, Type.ANY, Type.ANY),
  MUL("mul", Type.NUMBER, Type.NUMBER, Type.NUMBER),
  DIV("div", Type.NUMBER, Type.NUMBER, Type.NUMBER),
  MOD("mod", Type.NUMBER, Type.NUMBER, Type.NUMBER),
  SUBSTRINGOF("substringof", Type.BOOL, Type.TEXT, Type.TEXT),
  ENDSWITH("endswith", Type.BOOL, Type.TEXT, Type.TEXT),
  STARTSWITH("startswith", Type.BOOL, Type.TEXT, Type.TEXT),
  LENGTH("length", Type.NUMBER, Type.TEXT),
  INDEXOF("indexof", Type.NUMBER, Type.TEXT, Type.TEXT),
  SUBSTRING("substring", Type.TEXT, Type.TEXT, Type.NUMBER, Type.NUMBER),
  TOLOWER("tolower", Type.TEXT, Type.TEXT),
  TOUPPER("toupper", Type.TEXT, Type.TEXT),
  TRIM("trim", Type.TEXT, Type.TEXT),
  CONCAT("concat", Type.TEXT, Type.TEXT, Type.TEXT),
  YEAR("year", Type.NUMBER, Type.TIME),
  MONTH("month", Type.NUMBER, Type.TIME),
  DAY("day", Type.NUMBER, Type.TIME),
  HOUR("hour", Type.NUMBER, Type.TIME),
  MINUTE("minute", Type.NUMBER, Type.TIME),
  SECOND("second", Type.NUMBER, Type.TIME),
  FRACTIONALSECONDS("fractionalseconds", Type.NUMBER, Type.TIME),
  DATE("date", Type.DATE, Type.TIME),
  TIME("time", Type.CLOCK, Type.TIME),
  TOTALOFFSETMINUTES("totaloffsetminutes", Type.NUMBER, Type.TIME),
  NOW("now", Type.TIME),
  MINDATETIME("mindatetime", Type.TIME),
  MAXDATETIME("maxdatetime", Type.TIME),
  ROUND("round", Type.NUMBER, Type.NUMBER),
  FLOOR("floor", Type.NUMBER, Type.NUMBER),
  CEILING("ceiling", Type.NUMBER, Type.NUMBER),
  GEO_DISTANCE("geo.distance", Type.NUMBER, Type.SHAPE, Type.SHAPE),
  GEO_LENGTH("geo.length", Type.NUMBER, Type.SHAPE),
  GEO_INTERSECTS("geo.intersects", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_EQUALS("st_equals", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_DISJOINT("st_disjoint", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_TOUCHES("st_touches", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_WITHIN("st_within", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_OVERLAPS("st_overlaps", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_CROSSES("st_crosses", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_INTERSECTS("st_intersects", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_CONTAINS("st_contains", Type.BOOL, Type.SHAPE, Type.SHAPE),
  ST_RELATE("st_relate", Type.BOOL, Type.SHAPE, Type.SHAPE, Type.TEXT);

  private final String word;
  private final Type result;
  private final List<Type> parameters;

  Op(String word, Type result, Type... parameters) {
    this.word = word;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  public String word() {
    return word;
  }

  public Type result() {
    return result;
  }

  public List<Type> parameters() {
    return parameters;
  }

  /** Only {@code substring} may leave its last argument out. */
  public int fewest() {
    return this == SUBSTRING ? 2 : parameters.size();
  }

  public boolean isComparison() {
    return ordinal() >= EQ.ordinal() && ordinal() <= LE.ordinal();
  }

  /** Works on geometries, which the database only knows by their box. */
  public boolean isSpatial() {
    return ordinal() >= GEO_DISTANCE.ordinal();
  }

  /** What two sides are compared as: as the side whose type is known, else as texts. */
  public static Type common(Type left, Type right) {
    if (left != Type.ANY) {
      return left;
    }
    return right != Type.ANY ? right : Type.TEXT;
  }

  /** The comparison with its sides swapped: {@code 3 lt x} is {@code x gt 3}. */
  public Op mirrored() {
    return switch (this) {
      case GT -> LT;
      case GE -> LE;
      case LT -> GT;
      case LE -> GE;
      default -> this;
    };
  }

  /** A function by the word that stands before its bracket; operators are not functions. */
  static Optional<Op> ofFunction(String word) {
    for (Op op : values()) {
      if (op.ordinal() >= SUBSTRINGOF.ordinal() && op.word.equals(word)) {
        return Optional.of(op);
      }
    }
    return Optional.empty();
  }

  static Optional<Op> ofOperator(String word) {
    for (Op op : values()) {
      if (op.ordinal() < SUBSTRINGOF.ordinal() && op.word.equals(word)) {
        return Optional.of(op);
      }
    }
    return Optional.empty();
  }
}
