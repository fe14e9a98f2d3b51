package furong.sense.sta;

import furong.observe.Extent;
import furong.observe.History;
import furong.observe.sta.EntityType;
import furong.observe.sta.Evaluator;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Call;
import furong.observe.sta.Expr.Path;
import furong.observe.sta.Op;
import furong.observe.sta.Query;
import furong.observe.sta.Query.Order;
import furong.observe.sta.QueryFault;
import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.sense.sta.Node.Page;
import furong.store.sta.Entity;
import furong.store.sta.EntityReader;
import furong.store.sta.EntityReader.Selection;
import furong.store.sta.Features;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads sets of the seven entity types that lie in tables. What the database can judge it judges;
 * geometries and what is derived from observations are judged here, over the rows that are left.
 */
final class EntityReads {

  /** Rows judged here per round. */
  private static final int CHUNK = 1000;

  private final EntityReader reader;
  private final History history;
  private final Features features;
  private final Evaluator evaluator;

  EntityReads(EntityReader reader, History history, Features features, Evaluator evaluator) {
    this.reader = reader;
    this.history = history;
    this.features = features;
    this.evaluator = evaluator;
  }

  Optional<Node> find(EntityType type, long id) {
    return reader.find(type, id).map(EntityReads::node);
  }

  Map<Long, Node> byId(EntityType type, List<Long> ids) {
    Map<Long, Node> nodes = new HashMap<>();
    reader.list(type, ids).forEach(entity -> nodes.put(entity.id(), node(entity)));
    return nodes;
  }

  private static Node node(Entity entity) {
    return Node.of(entity.type(), entity.id(), entity.values());
  }

  /** The page of each parent; parent 0 for a whole set. */
  Map<Long, Page> pages(Selection base, Query query, int limit) {
    Split split = Split.of(query.filter());
    boolean judgeHere =
        split.here() != null
            || !query.orderBy().stream().allMatch(o -> EntityReader.canOrderBy(o.by()));
    if (judgeHere) {
      return judged(base.with(split.database(), List.of()), split.here(), query, limit);
    }
    Selection selection = base.with(split.database(), query.orderBy());
    Map<Long, List<Node>> byParent = new HashMap<>();
    for (Entity entity : reader.list(selection, query.skip(), limit + 1)) {
      byParent.computeIfAbsent(entity.parent(), p -> new ArrayList<>()).add(node(entity));
    }
    Map<Long, Long> counts = query.count() ? reader.count(selection) : Map.of();
    Map<Long, Page> pages = new HashMap<>();
    for (long parent : base.through() == null ? List.of(0L) : base.parents()) {
      List<Node> nodes = byParent.getOrDefault(parent, List.of());
      boolean more = nodes.size() > limit;
      pages.put(
          parent,
          new Page(
              more ? nodes.subList(0, limit) : nodes,
              more,
              query.count() ? counts.getOrDefault(parent, 0L) : null));
    }
    return pages;
  }

  private Map<Long, Page> judged(Selection base, @Nullable Expr here, Query query, int limit) {
    if (base.through() == null) {
      return Map.of(0L, judgedOne(base, here, query, limit));
    }
    Map<Long, Page> pages = new HashMap<>();
    for (long parent : base.parents()) {
      Selection one =
          new Selection(base.type(), base.through(), List.of(parent), base.filter(), List.of());
      pages.put(parent, judgedOne(one, here, query, limit));
    }
    return pages;
  }

  private Page judgedOne(Selection selection, @Nullable Expr here, Query query, int limit) {
    record Kept(long id, List<@Nullable Object> keys) {}
    List<Kept> kept = new ArrayList<>();
    List<Long> ids = reader.ids(selection);
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<Long> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
      Lookup lookup = new Lookup(selection.type(), chunk);
      for (long id : chunk) {
        if (here == null || evaluator.test(here, path -> lookup.of(id, path))) {
          List<@Nullable Object> keys = new ArrayList<>();
          for (Order order : query.orderBy()) {
            keys.add(evaluator.value(order.by(), path -> lookup.of(id, path)));
          }
          kept.add(new Kept(id, keys));
        }
      }
    }
    if (!query.orderBy().isEmpty()) {
      kept.sort(Comparator.comparing(Kept::keys, (a, b) -> order(query.orderBy(), a, b)));
    }
    int first = Math.min(query.skip(), kept.size());
    List<Long> page = kept.stream().skip(first).limit(limit).map(Kept::id).toList();
    Map<Long, Node> nodes = byId(selection.type(), page);
    return new Page(
        page.stream().map(nodes::get).filter(java.util.Objects::nonNull).toList(),
        kept.size() > first + limit,
        query.count() ? (Long) (long) kept.size() : null);
  }

  /** Compares the keys of two rows, first key first. */
  static int order(List<Order> orders, List<@Nullable Object> a, List<@Nullable Object> b) {
    for (int i = 0; i < orders.size(); i++) {
      int order = Evaluator.order(a.get(i), b.get(i));
      if (order != 0) {
        return orders.get(i).descending() ? -order : order;
      }
    }
    return 0;
  }

  /** Values of paths for a chunk of entities, asked for all of them at the first need. */
  final class Lookup {

    private final EntityType type;
    private final List<Long> ids;
    private final Map<Path, Map<Long, Object>> known = new HashMap<>();

    Lookup(EntityType type, List<Long> ids) {
      this.type = type;
      this.ids = ids;
    }

    @Nullable Object of(long id, Path path) {
      return known.computeIfAbsent(path, this::ask).get(id);
    }

    private Map<Long, Object> ask(Path path) {
      Map<Long, Object> values = new HashMap<>();
      if (path.property().derived() && !path.property().name().equals("@iot.id")) {
        derived(path, values);
        return values;
      }
      if (path.steps().stream().anyMatch(s -> s.target() == EntityType.OBSERVATION)) {
        throw new QueryFault(
            "query.unsupported",
            "$filter",
            path.at(),
            "entities are not filtered by their observations; ask Observations instead");
      }
      boolean many = path.steps().stream().anyMatch(s -> s.many());
      reader
          .values(type, path, ids)
          .forEach((id, found) -> {
            List<Object> plain = new ArrayList<>();
            for (Object one : found) {
              Object value = Plain.followed(one, path);
              if (value != null) {
                plain.add(value);
              }
            }
            if (many) {
              values.put(id, plain);
            } else if (!plain.isEmpty()) {
              values.put(id, plain.getFirst());
            }
          });
      return values;
    }

    /** Times and areas of datastreams: from their observations. */
    private void derived(Path path, Map<Long, Object> values) {
      Path toId = new Path(path.steps(), furong.observe.sta.Model.ID, List.of(), path.at());
      reader
          .values(type, toId, ids)
          .forEach((id, datastreams) -> {
            for (Object datastream : datastreams) {
              Object value =
                  ofDatastream(((Double) datastream).longValue(), path.property().name());
              if (value != null) {
                values.put(id, Plain.of(value, path) instanceof Object plain ? plain : value);
              }
            }
          });
    }
  }

  /** {@code phenomenonTime}, {@code resultTime} or {@code observedArea} of a datastream. */
  @Nullable Object ofDatastream(long datastream, String property) {
    Optional<Extent> extent = history.extent(datastream);
    if (extent.isEmpty()) {
      return null;
    }
    StaTime times = new StaTime(extent.get().firstMs(), extent.get().lastMs());
    return switch (property) {
      case "phenomenonTime" -> times;
      case "resultTime" ->
          // devices that say a result time say it always; one look at the newest tells
          history
              .latest(datastream)
              .map(ObservationNodes::of)
              .filter(node -> node.values().get("resultTime") != null)
              .map(node -> times)
              .orElse(null);
      default -> features.area(datastream).map(area -> RawJson.of(area)).orElse(null);
    };
  }

  /** A filter cut at its outermost {@code and}s into what the database judges and the rest. */
  record Split(@Nullable Expr database, @Nullable Expr here) {

    static Split of(@Nullable Expr filter) {
      if (filter == null) {
        return new Split(null, null);
      }
      if (EntityReader.knows(filter)) {
        return new Split(filter, null);
      }
      if (filter instanceof Call call && call.op() == Op.AND) {
        Split left = of(call.args().get(0));
        Split right = of(call.args().get(1));
        return new Split(and(left.database(), right.database()), and(left.here(), right.here()));
      }
      return new Split(null, filter);
    }

    static @Nullable Expr and(@Nullable Expr a, @Nullable Expr b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      return new Call(Op.AND, List.of(a, b), Expr.Type.BOOL, a.at());
    }
  }
}
