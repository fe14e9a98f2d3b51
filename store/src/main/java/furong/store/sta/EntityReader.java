package furong.store.sta;

import furong.observe.sta.EntityType;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Type;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import furong.observe.sta.Query.Order;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads entities: one by id, a page of a set, the sets of many parents at once. One statement each;
 * it knows neither observations nor geometries.
 */
public final class EntityReader {

  /**
   * Which entities are meant.
   *
   * @param type what they are
   * @param through the link that leads to them; null for the whole set
   * @param parents where the link starts; empty for the whole set
   * @param filter must be one that {@link #knows}; null for all
   * @param orderBy must be ones that {@link #knows}; ties go by id
   */
  public record Selection(
      EntityType type,
      @Nullable Navigation through,
      List<Long> parents,
      @Nullable Expr filter,
      List<Order> orderBy) {

    public static Selection all(EntityType type) {
      return new Selection(type, null, List.of(), null, List.of());
    }

    public static Selection linked(Navigation through, List<Long> parents) {
      return new Selection(through.target(), through, parents, null, List.of());
    }

    public Selection with(@Nullable Expr newFilter, List<Order> newOrder) {
      return new Selection(type, through, parents, newFilter, newOrder);
    }
  }

  private final Db db;

  public EntityReader(Db db) {
    this.db = db;
  }

  /** True when the database can work the expression out by itself. */
  public static boolean knows(Expr expr) {
    return SqlExpr.knows(expr);
  }

  /** True when the database can sort by it; a geometry sorts as its text does. */
  public static boolean canOrderBy(Expr expr) {
    return SqlExpr.knows(expr)
        || expr instanceof Expr.Path path
            && path.type() == Type.SHAPE
            && Schema.column(path.property()).isPresent()
            && path.steps().stream().allMatch(step -> Schema.link(step).isPresent());
  }

  public Optional<Entity> find(EntityType type, long id) {
    return db.find(
        "select "
            + columns(type)
            + ", 0 as parent from "
            + Schema.table(type)
            + " t where t.id = ?",
        row -> read(type, row),
        id);
  }

  /** By id; ids that name nothing are left out. */
  public List<Entity> list(EntityType type, List<Long> ids) {
    return db.list(
        "select "
            + columns(type)
            + ", 0 as parent from "
            + Schema.table(type)
            + " t where t.id = any(?) order by t.id",
        row -> read(type, row),
        (Object) ids.toArray(Long[]::new));
  }

  /**
   * A page; of each parent when there are several.
   *
   * @param limit most entities (of each parent)
   */
  public List<Entity> list(Selection selection, int skip, int limit) {
    SqlExpr order = new SqlExpr("t");
    Statement where = where(selection);
    String by = order(selection, order);
    String from = from(selection) + order.joins() + where.sql();
    List<@Nullable Object> args = new ArrayList<>(where.args());
    String sql;
    if (selection.through() == null) {
      sql =
          "select "
              + columns(selection.type())
              + ", 0 as parent"
              + from
              + " order by "
              + by
              + " offset ? limit ?";
      args.addAll(order.args());
    } else {
      sql =
          "select * from (select "
              + columns(selection.type())
              + ", "
              + parent(selection.through())
              + " as parent, row_number() over (partition by "
              + parent(selection.through())
              + " order by "
              + by
              + ") as place"
              + from
              + ") paged where place > ? and place <= ? order by parent, place";
      // the marks of the order stand before those of the condition here
      args.addAll(0, order.args());
    }
    args.add((long) skip);
    args.add(selection.through() == null ? (long) limit : (long) skip + limit);
    return db.list(sql, row -> read(selection.type(), row), args.toArray());
  }

  /**
   * How many there are of each parent; parent 0 for the whole set. Parents with none are absent.
   */
  public Map<Long, Long> count(Selection selection) {
    Statement where = where(selection);
    String parent = selection.through() == null ? "0" : parent(selection.through());
    String grouped = selection.through() == null ? "" : " group by " + parent;
    Map<Long, Long> counts = new HashMap<>();
    db.list(
        "select " + parent + " as parent, count(*) as n" + from(selection) + where.sql() + grouped,
        row -> counts.put(row.getLong("parent"), row.getLong("n")),
        where.args().toArray());
    return counts;
  }

  /** Every id, ascending. */
  public List<Long> ids(Selection selection) {
    Statement where = where(selection);
    return db.list(
        "select distinct t.id" + from(selection) + where.sql() + " order by t.id",
        row -> row.getLong(1),
        where.args().toArray());
  }

  /** What a path leads to from each entity; several values where it passes a link to many. */
  public Map<Long, List<Object>> values(EntityType type, Expr.Path path, List<Long> ids) {
    SqlExpr expr = new SqlExpr("t");
    boolean json = path.type() == Type.ANY || path.type() == Type.SHAPE;
    String value = json ? expr.member(path) : expr.sql(path, path.type());
    List<@Nullable Object> args = new ArrayList<>(expr.args());
    args.add(ids.toArray(Long[]::new));
    Map<Long, List<Object>> values = new HashMap<>();
    db.list(
        "select t.id, "
            + value
            + " from "
            + Schema.table(type)
            + " t"
            + expr.joins()
            + " where t.id = any(?)",
        row -> {
          Object read = value(path, row);
          return read != null
              && values.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(read);
        },
        args.toArray());
    return values;
  }

  private static @Nullable Object value(Expr.Path path, ResultSet row) throws SQLException {
    @Nullable String text = row.getString(2);
    if (text == null) {
      return null;
    }
    return switch (path.type()) {
      case NUMBER -> (Object) row.getDouble(2);
      case TIME ->
          StaTime.at(row.getObject(2, java.time.OffsetDateTime.class).toInstant().toEpochMilli());
      case SHAPE, ANY -> RawJson.of(text);
      default -> text;
    };
  }

  private record Statement(String sql, List<@Nullable Object> args) {}

  private static Statement where(Selection selection) {
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> args = new ArrayList<>();
    if (selection.through() != null) {
      conditions.add(parent(selection.through()) + " = any(?)");
      args.add(selection.parents().toArray(Long[]::new));
    }
    if (selection.filter() != null) {
      SqlExpr filter = new SqlExpr("f");
      String test = filter.sql(selection.filter(), Type.BOOL);
      args.addAll(filter.args());
      conditions.add(
          "t.id in (select f.id from "
              + Schema.table(selection.type())
              + " f"
              + filter.joins()
              + " where "
              + test
              + ")");
    }
    return new Statement(
        conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions), args);
  }

  private static String order(Selection selection, SqlExpr expr) {
    StringBuilder by = new StringBuilder();
    for (Order order : selection.orderBy()) {
      by.append(key(expr, order.by())).append(order.descending() ? " desc, " : ", ");
    }
    if (expr.many()) {
      throw new IllegalArgumentException("an order by a link to many has no meaning");
    }
    boolean ordered = selection.through() != null && Schema.isOrdered(selection.through());
    return by.append(ordered ? "p.place, t.id" : "t.id").toString();
  }

  private static String key(SqlExpr expr, Expr by) {
    if (by instanceof Expr.Path path && path.type() == Type.SHAPE) {
      return "(" + expr.member(path) + ")::text collate \"C\"";
    }
    return expr.sql(by, by.type() == Type.ANY ? Type.TEXT : by.type());
  }

  private static String from(Selection selection) {
    String table = " from " + Schema.table(selection.type()) + " t";
    if (selection.through() == null) {
      return table;
    }
    Navigation through = selection.through();
    return switch (Schema.link(through).orElseThrow()) {
      case Schema.Own(String column) ->
          table + " join " + Schema.table(through.from()) + " p on p." + column + " = t.id";
      case Schema.Theirs ignored -> table;
      case Schema.Through(String link, String mine, String theirs) ->
          table + " join " + link + " p on p." + theirs + " = t.id";
    };
  }

  private static String parent(Navigation through) {
    return switch (Schema.link(through).orElseThrow()) {
      case Schema.Own ignored -> "p.id";
      case Schema.Theirs(String column) -> "t." + column;
      case Schema.Through(String link, String mine, String theirs) -> "p." + mine;
    };
  }

  private static String columns(EntityType type) {
    StringBuilder columns = new StringBuilder("t.id");
    for (Property property : Schema.stored(type)) {
      columns.append(", t.").append(Schema.column(property).orElseThrow());
    }
    return columns.toString();
  }

  private static Entity read(EntityType type, ResultSet row) throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Property property : Schema.stored(type)) {
      values.put(property.name(), read(property, Schema.column(property).orElseThrow(), row));
    }
    return new Entity(type, row.getLong("id"), row.getLong("parent"), values);
  }

  private static @Nullable Object read(Property property, String column, ResultSet row)
      throws SQLException {
    return switch (property.kind()) {
      case TIME -> StaTime.at(Db.instant(row, column).toEpochMilli());
      case JSON, GEOMETRY -> {
        @Nullable String text = row.getString(column);
        yield text == null ? null : RawJson.of(text);
      }
      default -> row.getString(column);
    };
  }
}
