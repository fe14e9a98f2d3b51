package furong.observe.sta;

import furong.observe.sta.Expr.Call;
import furong.observe.sta.Expr.Literal;
import furong.observe.sta.Expr.Type;
import furong.observe.sta.Tokens.Kind;
import furong.observe.sta.Tokens.Token;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Reads an expression of {@code $filter} or {@code $orderby} into a typed tree.
 *
 * <pre>{@code
 * FilterParser.filter(EntityType.OBSERVATION, "result gt 3 and Datastream/id eq 7")
 * }</pre>
 *
 * Precedence, loosest first: or, and, not, eq ne, gt ge lt le, add sub, mul div mod. Unknown names,
 * wrong types and depths over {@link #MAX_DEPTH} are refused with their position.
 */
final class FilterParser {

  /** Deeper nesting than any person writes; keeps the stack safe from a hostile query. */
  private static final int MAX_DEPTH = 64;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final EntityType root;
  private final String option;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private FilterParser(EntityType root, String option, String text) {
    this.root = root;
    this.option = option;
    this.tokens = Tokens.of(option, text);
  }

  /** A condition. @throws QueryFault when it is none */
  static Expr filter(EntityType root, String text) {
    FilterParser parser = new FilterParser(root, "$filter", text);
    Expr expr = parser.or();
    parser.end();
    parser.want(expr, Type.BOOL, "the filter");
    return expr;
  }

  /** {@code name asc, id desc}. @throws QueryFault when it is none */
  static List<Query.Order> orderBy(EntityType root, String text) {
    FilterParser parser = new FilterParser(root, "$orderby", text);
    List<Query.Order> orders = new ArrayList<>();
    do {
      Expr by = parser.sum();
      boolean descending = parser.takeWord("desc");
      if (!descending) {
        parser.takeWord("asc");
      }
      orders.add(new Query.Order(by, descending));
    } while (parser.take(","));
    parser.end();
    return orders;
  }

  private Expr or() {
    deeper();
    Expr left = and();
    while (peek().isWord("or")) {
      left = call(Op.OR, take(), left, and());
    }
    depth--;
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (peek().isWord("and")) {
      left = call(Op.AND, take(), left, not());
    }
    return left;
  }

  private Expr not() {
    if (peek().isWord("not")) {
      deeper();
      Expr result = call(Op.NOT, take(), not());
      depth--;
      return result;
    }
    return binary(0);
  }

  private static final List<List<Op>> TIGHTER =
      List.of(
          List.of(Op.EQ, Op.NE),
          List.of(Op.GT, Op.GE, Op.LT, Op.LE),
          List.of(Op.ADD, Op.SUB),
          List.of(Op.MUL, Op.DIV, Op.MOD));

  private Expr sum() {
    return binary(2);
  }

  private Expr binary(int tightness) {
    if (tightness == TIGHTER.size()) {
      return primary();
    }
    Expr left = binary(tightness + 1);
    while (peek().kind() == Kind.WORD) {
      @Nullable Op op = Op.ofOperator(peek().text()).orElse(null);
      if (op == null || !TIGHTER.get(tightness).contains(op)) {
        break;
      }
      left = call(op, take(), left, binary(tightness + 1));
    }
    return left;
  }

  private Expr primary() {
    Token token = take();
    return switch (token.kind()) {
      case TEXT -> new Literal(Type.TEXT, token.text(), token.at());
      case NUMBER -> number(token);
      case TIME -> time(token);
      case DATE -> date(token);
      case CLOCK -> clock(token);
      case DURATION -> duration(token);
      case SHAPE -> shape(token);
      case WORD -> word(token);
      case MARK -> {
        if (!token.is("(")) {
          throw fault(token.at(), "a value is wanted here, not " + token.text());
        }
        Expr inner = or();
        expect(")");
        yield inner;
      }
      case END -> throw fault(token.at(), "a value is wanted here, but the text ends");
    };
  }

  private Expr word(Token token) {
    switch (token.text()) {
      case "true", "false":
        return new Literal(Type.BOOL, token.text().equals("true"), token.at());
      case "null":
        return new Literal(Type.NULL, null, token.at());
      default:
        if (!peek().is("(")) {
          return new PathParser(option).property(root, token.text(), token.at());
        }
    }
    Op op =
        Op.ofFunction(token.text())
            .orElseThrow(() -> fault(token.at(), "there is no function " + token.text()));
    expect("(");
    List<Expr> args = new ArrayList<>();
    if (!take(")")) {
      do {
        args.add(or());
      } while (take(","));
      expect(")");
    }
    if (args.size() < op.fewest() || args.size() > op.parameters().size()) {
      throw fault(
          token.at(),
          op.word() + " takes " + op.parameters().size() + " values, not " + args.size());
    }
    return call(op, token, args.toArray(Expr[]::new));
  }

  private Expr call(Op op, Token token, Expr... args) {
    if (op.isComparison() && args[0] instanceof Literal && !(args[1] instanceof Literal)) {
      // the constant second: intervals of time are compared by what stands first
      return call(op.mirrored(), token, args[1], args[0]);
    }
    boolean days = op.isComparison() && Stream.of(args).anyMatch(FilterParser::isDay);
    for (int i = 0; i < args.length; i++) {
      args[i] = days ? args[i] : instant(args[i]);
      want(args[i], op.parameters().get(i), op.word());
    }
    Type type = op.result();
    if (op == Op.ADD || op == Op.SUB) {
      type = sumType(op, token, args[0].type(), args[1].type());
    } else if (op.isComparison()) {
      comparable(op, token, args[0].type(), args[1].type());
    }
    return new Call(op, List.of(args), type, token.at());
  }

  private Type sumType(Op op, Token token, Type left, Type right) {
    if (left.fits(Type.NUMBER) && right.fits(Type.NUMBER)) {
      return Type.NUMBER;
    }
    if (left == Type.TIME && right == Type.DURATION) {
      return Type.TIME;
    }
    if (left == Type.TIME && right == Type.TIME && op == Op.SUB
        || left == Type.DURATION && right == Type.DURATION) {
      return Type.DURATION;
    }
    throw new QueryFault(
        "query.type",
        option,
        token.at(),
        op.word() + " does not work on " + left + " and " + right);
  }

  private void comparable(Op op, Token token, Type left, Type right) {
    boolean order = op != Op.EQ && op != Op.NE;
    if (!left.fits(right) && right != Type.NULL
        || order && (left == Type.SHAPE || right == Type.SHAPE || left == Type.BOOL)) {
      throw new QueryFault(
          "query.type",
          option,
          token.at(),
          left + " and " + right + " cannot be compared by " + op.word());
    }
  }

  private void want(Expr expr, Type wanted, String by) {
    if (!expr.type().fits(wanted)) {
      throw new QueryFault(
          "query.type", option, expr.at(), by + " wants " + wanted + " here, not " + expr.type());
    }
  }

  private Expr number(Token token) {
    try {
      return new Literal(Type.NUMBER, Double.valueOf(token.text()), token.at());
    } catch (NumberFormatException e) {
      throw fault(token.at(), token.text() + " is not a number");
    }
  }

  private Expr date(Token token) {
    try {
      return new Literal(Type.DATE, LocalDate.parse(token.text()).toString(), token.at());
    } catch (DateTimeException e) {
      throw fault(token.at(), token.text() + " is not a day such as 2026-03-01");
    }
  }

  private Expr clock(Token token) {
    try {
      LocalTime time = LocalTime.parse(token.text());
      return new Literal(Type.CLOCK, CLOCK.format(time), token.at());
    } catch (DateTimeException e) {
      throw fault(token.at(), token.text() + " is not a time of day such as 08:30:00");
    }
  }

  /** A day that is worked out, which a day that is written down may be compared with. */
  private static boolean isDay(Expr expr) {
    return expr.type() == Type.DATE && !(expr instanceof Literal);
  }

  /** A day that is written down means its first instant everywhere else. */
  private static Expr instant(Expr expr) {
    return expr instanceof Literal day && day.type() == Type.DATE
        ? new Literal(Type.TIME, StaTime.parse(day.value() + "T00:00:00Z"), day.at())
        : expr;
  }

  private Expr time(Token token) {
    try {
      return new Literal(Type.TIME, StaTime.parse(token.text()), token.at());
    } catch (DateTimeException e) {
      throw fault(token.at(), token.text() + " is not a time with its zone");
    }
  }

  private Expr duration(Token token) {
    try {
      return new Literal(Type.DURATION, Duration.parse(token.text()), token.at());
    } catch (DateTimeException e) {
      throw fault(token.at(), token.text() + " is not a duration such as PT1H");
    }
  }

  private Expr shape(Token token) {
    try {
      return new Literal(Type.SHAPE, new WKTReader().read(token.text()), token.at());
    } catch (ParseException | IllegalArgumentException e) {
      throw fault(token.at(), "this is not a geometry in WKT: " + e.getMessage());
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  private boolean take(String mark) {
    if (peek().is(mark)) {
      next++;
      return true;
    }
    return false;
  }

  private boolean takeWord(String word) {
    if (peek().isWord(word)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String mark) {
    if (!take(mark)) {
      throw fault(peek().at(), mark + " is wanted here");
    }
  }

  private void end() {
    if (peek().kind() != Kind.END) {
      throw fault(peek().at(), "'" + peek().text() + "' is more than was understood");
    }
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw fault(peek().at(), "nested deeper than " + MAX_DEPTH);
    }
  }

  private QueryFault fault(int position, String message) {
    return new QueryFault("query.syntax", option, position, message);
  }
}
