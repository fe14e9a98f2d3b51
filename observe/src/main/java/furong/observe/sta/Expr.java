package furong.observe.sta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a typed tree: {@code result gt 3 and phenomenonTime lt now()}. Every node knows where
 * it stands in the text.
 */
public sealed interface Expr {

  /** What a node yields. */
  enum Type {
    TEXT,
    NUMBER,
    BOOL,
    TIME,
    /** A day without its time, as its text: what {@code date()} yields. */
    DATE,
    /** A time of day, as its text with milliseconds: what {@code time()} yields. */
    CLOCK,
    DURATION,
    SHAPE,
    NULL,
    /** Known only when it is looked at: a result, a member of {@code properties}. */
    ANY;

    boolean fits(Type wanted) {
      return this == wanted
          || this == ANY
          || wanted == ANY
          || this == NULL
          || isText() && wanted.isText() && this != wanted.other();
    }

    /** Texts compare with texts, but a day is never a time of day. */
    private boolean isText() {
      return this == TEXT || this == DATE || this == CLOCK;
    }

    private Type other() {
      return this == DATE ? CLOCK : this == CLOCK ? DATE : NULL;
    }
  }

  Type type();

  int at();

  /**
   * A constant.
   *
   * @param value String, Double, Boolean, {@link StaTime}, Duration, JTS Geometry, or null
   */
  record Literal(Type type, @Nullable Object value, int at) implements Expr {}

  /**
   * A property, perhaps of another entity: {@code Datastream/Thing/properties/owner}.
   *
   * @param steps links to follow, first to last
   * @param property of the entity reached
   * @param rest members to follow inside a JSON property
   */
  record Path(List<Navigation> steps, Property property, List<String> rest, int at)
      implements Expr {
    public Path {
      steps = List.copyOf(steps);
      rest = List.copyOf(rest);
    }

    @Override
    public Type type() {
      if (!rest.isEmpty()) {
        return Type.ANY;
      }
      return switch (property.kind()) {
        case ID -> Type.NUMBER;
        case TEXT -> Type.TEXT;
        case TIME, INTERVAL -> Type.TIME;
        case GEOMETRY -> Type.SHAPE;
        case JSON -> Type.ANY;
      };
    }

    /** The same path seen from the entity that the first step leads to. */
    public Path afterFirstStep() {
      return new Path(steps.subList(1, steps.size()), property, rest, at);
    }
  }

  /** An operator or a function with its arguments. */
  record Call(Op op, List<Expr> args, Type type, int at) implements Expr {
    public Call {
      args = List.copyOf(args);
    }
  }
}
