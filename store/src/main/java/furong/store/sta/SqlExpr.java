package furong.store.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Call;
import furong.observe.sta.Expr.Literal;
import furong.observe.sta.Expr.Path;
import furong.observe.sta.Expr.Type;
import furong.observe.sta.Navigation;
import furong.observe.sta.Op;
import furong.observe.sta.Property.Kind;
import furong.observe.sta.StaTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes SQL of a typed expression over one entity type: text with question marks, the joins it
 * needs, and the values in the order of the marks. No text of the client ever becomes SQL text.
 *
 * <p>It does not know geometries, derived times and arithmetic of times: see {@link #knows}.
 */
final class SqlExpr {

  private final String root;
  private final Map<List<Navigation>, String> aliases = new LinkedHashMap<>();
  private final StringBuilder joins = new StringBuilder();
  private final List<@Nullable Object> args = new ArrayList<>();
  private boolean many;

  /**
   * @param root alias of the table that the expression is about
   */
  SqlExpr(String root) {
    this.root = root;
  }

  /** True when every part of the expression can be made SQL. */
  static boolean knows(Expr expr) {
    return switch (expr) {
      case Literal literal -> literal.type() != Type.SHAPE && literal.type() != Type.DURATION;
      case Path path ->
          Schema.column(path.property()).isPresent()
              && path.property().kind() != Kind.GEOMETRY
              && path.steps().stream().allMatch(step -> Schema.link(step).isPresent());
      case Call call ->
          !call.op().isSpatial()
              && !isOfTime(call.op())
              && !(isSum(call.op()) && call.type() != Type.NUMBER)
              && !(call.op().isComparison() && comparesMemberWithTime(call.args()))
              && call.args().stream().allMatch(SqlExpr::knows);
    };
  }

  /** A member of a JSON property is text to the database, and a time there may have any form. */
  private static boolean comparesMemberWithTime(List<Expr> sides) {
    return sides.stream().anyMatch(e -> e.type() == Type.TIME)
        && sides.stream().anyMatch(e -> e.type() == Type.ANY);
  }

  private static boolean isSum(Op op) {
    return op == Op.ADD || op == Op.SUB;
  }

  private static boolean isOfTime(Op op) {
    return op.ordinal() >= Op.YEAR.ordinal() && op.ordinal() <= Op.MAXDATETIME.ordinal();
  }

  String joins() {
    return joins.toString();
  }

  /** True when a join passes a link to many, so that rows repeat. */
  boolean many() {
    return many;
  }

  List<@Nullable Object> args() {
    return args;
  }

  /** SQL of {@code expr}; what is known only at run time is read as {@code wanted}. */
  String sql(Expr expr, Type wanted) {
    return switch (expr) {
      case Literal literal -> literal(literal, wanted);
      case Path path -> path(path, wanted);
      case Call call -> call(call);
    };
  }

  private String literal(Literal literal, Type wanted) {
    @Nullable Object value = literal.value();
    switch (value) {
      case null:
        return "null";
      case Boolean truth:
        return wanted == Type.TEXT ? "'" + truth + "'" : truth.toString();
      case Double number
      when wanted == Type.TEXT:
        args.add(
            number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString());
        return "?::text";
      case Double number:
        args.add(number);
        return "?::float8";
      case StaTime time:
        args.add(Instant.ofEpochMilli(time.startMs()));
        return "?::timestamptz";
      default:
        args.add(value.toString());
        return "?::text";
    }
  }

  private String path(Path path, Type wanted) {
    String column = alias(path.steps()) + "." + Schema.column(path.property()).orElseThrow();
    return switch (path.property().kind()) {
      case ID -> wanted == Type.TEXT ? column + "::text" : column;
      case TEXT -> "(" + column + " collate \"C\")";
      case JSON -> json(column, path.rest(), wanted);
      default -> column;
    };
  }

  /** A JSON property or a member of it, as JSON. */
  String member(Path path) {
    return member(
        alias(path.steps()) + "." + Schema.column(path.property()).orElseThrow(),
        " #> ",
        path.rest());
  }

  private String json(String column, List<String> rest, Type wanted) {
    return switch (wanted) {
      case NUMBER ->
          "case when jsonb_typeof("
              + member(column, " #> ", rest)
              + ") = 'number' then ("
              + member(column, " #>> ", rest)
              + ")::float8 end";
      case BOOL ->
          "case when jsonb_typeof("
              + member(column, " #> ", rest)
              + ") = 'boolean' then ("
              + member(column, " #>> ", rest)
              + ")::boolean end";
      default -> "((" + member(column, " #>> ", rest) + ") collate \"C\")";
    };
  }

  private String member(String column, String operator, List<String> rest) {
    args.add(rest.toArray(String[]::new));
    return column + operator + "?::text[]";
  }

  private String call(Call call) {
    Op op = call.op();
    List<Expr> a = call.args();
    if (op.isComparison()) {
      return comparison(op, a.get(0), a.get(1));
    }
    return switch (op) {
      case AND, OR -> "(" + bool(a.get(0)) + " " + op.word() + " " + bool(a.get(1)) + ")";
      case NOT -> "(not " + bool(a.get(0)) + ")";
      case ADD -> "(" + number(a.get(0)) + " + " + number(a.get(1)) + ")";
      case SUB -> "(" + number(a.get(0)) + " - " + number(a.get(1)) + ")";
      case MUL -> "(" + number(a.get(0)) + " * " + number(a.get(1)) + ")";
      case DIV -> "(" + number(a.get(0)) + " / nullif(" + number(a.get(1)) + ", 0))";
      case MOD ->
          "mod("
              + number(a.get(0))
              + "::numeric, nullif("
              + number(a.get(1))
              + ", 0)::numeric)::float8";
      case ROUND -> "round((" + number(a.get(0)) + ")::numeric)::float8";
      case FLOOR -> "floor(" + number(a.get(0)) + ")";
      case CEILING -> "ceiling(" + number(a.get(0)) + ")";
      case SUBSTRINGOF -> {
        // the marks stand in the order of the text: what is sought comes second in strpos
        String sought = text(a.get(0));
        yield "position(" + sought + " in " + text(a.get(1)) + ") > 0";
      }
      case STARTSWITH -> "starts_with(" + text(a.get(0)) + ", " + text(a.get(1)) + ")";
      case ENDSWITH -> endsWith(a);
      case LENGTH -> "char_length(" + text(a.get(0)) + ")";
      case INDEXOF -> "(strpos(" + text(a.get(0)) + ", " + text(a.get(1)) + ") - 1)";
      case SUBSTRING -> substring(a);
      case TOLOWER -> "lower(" + text(a.get(0)) + ")";
      case TOUPPER -> "upper(" + text(a.get(0)) + ")";
      case TRIM -> "btrim(" + text(a.get(0)) + ")";
      case CONCAT -> "(" + text(a.get(0)) + " || " + text(a.get(1)) + ")";
      default -> throw new IllegalArgumentException(op + " is not for the database");
    };
  }

  private String endsWith(List<Expr> a) {
    String whole = text(a.get(0));
    String end = text(a.get(1));
    String again = text(a.get(1));
    return "right(" + whole + ", char_length(" + end + ")) = " + again;
  }

  private String substring(List<Expr> a) {
    String whole = text(a.get(0));
    String from = "greatest(0, " + number(a.get(1)) + ")::int + 1";
    if (a.size() < 3) {
      return "substr(" + whole + ", " + from + ")";
    }
    return "substr(" + whole + ", " + from + ", greatest(0, " + number(a.get(2)) + ")::int)";
  }

  private String comparison(Op op, Expr left, Expr right) {
    if (right.type() == Type.NULL || left.type() == Type.NULL) {
      Expr other = right.type() == Type.NULL ? left : right;
      String test = sql(other, other.type() == Type.ANY ? Type.TEXT : other.type());
      return switch (op) {
        case EQ -> "(" + test + " is null)";
        case NE -> "(" + test + " is not null)";
        // nothing is greater or less than null
        default -> "(" + test + " is null and null)";
      };
    }
    Type common = Op.common(left.type(), right.type());
    return "(" + sql(left, common) + sign(op) + sql(right, common) + ")";
  }

  private static String sign(Op op) {
    return switch (op) {
      case EQ -> " = ";
      case NE -> " <> ";
      case GT -> " > ";
      case GE -> " >= ";
      case LT -> " < ";
      default -> " <= ";
    };
  }

  private String bool(Expr expr) {
    return sql(expr, Type.BOOL);
  }

  private String number(Expr expr) {
    return sql(expr, Type.NUMBER);
  }

  /** A text for a function: a member that is no text is unknown to it, as a number is. */
  private String text(Expr expr) {
    if (expr instanceof Path path && path.type() == Type.ANY) {
      String column = alias(path.steps()) + "." + Schema.column(path.property()).orElseThrow();
      return "case when jsonb_typeof("
          + member(column, " #> ", path.rest())
          + ") = 'string' then "
          + json(column, path.rest(), Type.TEXT)
          + " end";
    }
    return sql(expr, Type.TEXT);
  }

  /** The alias that the links lead to, joined when first met. */
  private String alias(List<Navigation> steps) {
    if (steps.isEmpty()) {
      return root;
    }
    String known = aliases.get(steps);
    if (known != null) {
      return known;
    }
    String from = alias(steps.subList(0, steps.size() - 1));
    Navigation step = steps.getLast();
    String alias = root + "_" + (aliases.size() + 1);
    aliases.put(List.copyOf(steps), alias);
    many |= step.many();
    joins.append(join(step, from, alias, step.target()));
    return alias;
  }

  private static String join(Navigation step, String from, String alias, EntityType target) {
    String table = Schema.table(target);
    return switch (Schema.link(step).orElseThrow()) {
      case Schema.Own(String column) ->
          " left join " + table + " " + alias + " on " + alias + ".id = " + from + "." + column;
      case Schema.Theirs(String column) ->
          " left join "
              + table
              + " "
              + alias
              + " on "
              + alias
              + "."
              + column
              + " = "
              + from
              + ".id";
      case Schema.Through(String through, String mine, String theirs) ->
          " left join "
              + through
              + " "
              + alias
              + "x on "
              + alias
              + "x."
              + mine
              + " = "
              + from
              + ".id"
              + " left join "
              + table
              + " "
              + alias
              + " on "
              + alias
              + ".id = "
              + alias
              + "x."
              + theirs;
    };
  }
}
