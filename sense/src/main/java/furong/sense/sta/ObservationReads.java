package furong.sense.sta;

import furong.observe.Extent;
import furong.observe.History;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import furong.observe.sta.EntityType;
import furong.observe.sta.Evaluator;
import furong.observe.sta.Expr;
import furong.observe.sta.Expr.Path;
import furong.observe.sta.Query;
import furong.observe.sta.Query.Order;
import furong.sense.sta.Node.Page;
import furong.store.sta.DatastreamEntry;
import furong.store.sta.EntityReader.Selection;
import furong.store.sta.Features;
import furong.store.sta.StaCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads observations: time bounds and datastreams go down to the history, the rest of the filter is
 * judged here, row by row. A page in order of time of one datastream, or of all, costs what the
 * history costs; anything else reads all rows within the bounds and keeps a page of them.
 */
final class ObservationReads {

  /** Of which observations: datastreams (null for all) and perhaps one feature. */
  record Scope(@Nullable List<Long> datastreams, @Nullable Long feature) {

    static final Scope ALL = new Scope(null, null);

    static Scope ofDatastream(long id) {
      return new Scope(List.of(id), null);
    }

    static Scope ofFeature(long id) {
      return new Scope(null, id);
    }
  }

  /** Observations of deleted datastreams that are read past without a second thought. */
  private static final int PAST_DELETED = 1000;

  private final History history;
  private final EntityReads entities;
  private final Features features;
  private final StaCatalogue catalogue;
  private final Evaluator evaluator;

  ObservationReads(
      History history,
      EntityReads entities,
      Features features,
      StaCatalogue catalogue,
      Evaluator evaluator) {
    this.history = history;
    this.entities = entities;
    this.features = features;
    this.catalogue = catalogue;
    this.evaluator = evaluator;
  }

  /** Empty when there is none, or its datastream is gone. */
  Optional<Node> find(long id) {
    return history.find(id).filter(o -> catalogue.entry(o.datastream()) != null).map(this::node);
  }

  /** As it is shown; it knows whether its datastream is one of many values. */
  Node node(Observation observation) {
    Node node = ObservationNodes.of(observation);
    @Nullable DatastreamEntry entry = catalogue.entry(observation.datastream());
    if (entry != null && entry.isMulti()) {
      node.values().put(ObservationNodes.MULTI, true);
    }
    return node;
  }

  Page page(Scope scope, Query query, int limit) {
    Bounds bounds = Bounds.of(query.filter());
    @Nullable List<Long> datastreams = datastreams(scope, bounds);
    @Nullable Boolean descending = byTime(query.orderBy());
    if (bounds.rest() == null && scope.feature() == null && descending != null) {
      if (datastreams == null) {
        Page page = ofAll(bounds, query, limit, descending);
        if (page != null) {
          return page;
        }
      } else if (datastreams.size() == 1) {
        return straight(datastreams.getFirst(), bounds, query, limit, descending);
      }
    }
    return scan(datastreams, scope.feature(), bounds, query, limit);
  }

  private Page straight(
      long datastream, Bounds bounds, Query query, int limit, boolean descending) {
    History.Query asked =
        new History.Query(
            datastream, bounds.fromMs(), bounds.toMs(), limit + 1, query.skip(), descending);
    if (limit == 1 && !query.count() && asked.beginsWithNewest()) {
      Optional<Page> newest = newest(datastream);
      if (newest.isPresent()) {
        return newest.get();
      }
    }
    List<Observation> rows = history.read(asked);
    boolean more = rows.size() > limit;
    @Nullable Long count =
        query.count() ? (Long) history.count(datastream, bounds.fromMs(), bounds.toMs()) : null;
    return new Page(
        (more ? rows.subList(0, limit) : rows).stream().map(this::node).toList(), more, count);
  }

  /**
   * The newest observation alone, what screens ask most: no segment is opened for it. Empty when
   * that there are more cannot be seen from the times of the datastream.
   */
  private Optional<Page> newest(long datastream) {
    Optional<Extent> extent = history.extent(datastream);
    if (extent.isEmpty() || extent.get().firstMs() == extent.get().lastMs()) {
      return Optional.empty();
    }
    return history
        .latest(datastream)
        .map(o -> new Page(List.of(node(o)), o.timeMs() > extent.get().firstMs(), null));
  }

  /**
   * A page of all datastreams together, those left out that were deleted. Null when that would mean
   * to look past more of theirs than of the others: then it is cheaper to read the others alone.
   */
  private @Nullable Page ofAll(Bounds bounds, Query query, int limit, boolean descending) {
    Set<Long> deleted = catalogue.deletedDatastreams();
    if (deleted.isEmpty()) {
      return straight(History.Query.ANY, bounds, query, limit, descending);
    }
    int need = query.skip() + limit + 1;
    int look = 2 * need + PAST_DELETED;
    List<Observation> rows =
        history.read(
            new History.Query(
                History.Query.ANY, bounds.fromMs(), bounds.toMs(), look, 0, descending));
    List<Node> nodes =
        rows.stream()
            .filter(row -> !deleted.contains(row.datastream()))
            .skip(query.skip())
            .limit(limit + 1L)
            .map(this::node)
            .toList();
    if (nodes.size() <= limit && rows.size() == look) {
      return null;
    }
    @Nullable Long count = null;
    if (query.count()) {
      count = history.count(History.Query.ANY, bounds.fromMs(), bounds.toMs());
      for (long gone : deleted) {
        count -= history.count(gone, bounds.fromMs(), bounds.toMs());
      }
    }
    boolean more = nodes.size() > limit;
    return new Page(more ? nodes.subList(0, limit) : nodes, more, count);
  }

  /** The datastreams in question; null for all of them. */
  private @Nullable List<Long> datastreams(Scope scope, Bounds bounds) {
    @Nullable List<Long> in = scope.datastreams();
    if (scope.feature() != null) {
      Set<Long> ids = new HashSet<>(features.namedIn(scope.feature()));
      features.rangesOf(scope.feature()).forEach(range -> ids.add(range.datastream()));
      in = ids.stream().sorted().toList();
    }
    in = among(in, EntityType.DATASTREAM, bounds.ofDatastream());
    return among(in, EntityType.MULTI_DATASTREAM, bounds.ofMulti());
  }

  private @Nullable List<Long> among(
      @Nullable List<Long> in, EntityType type, @Nullable Expr condition) {
    if (condition == null) {
      return in;
    }
    Page chosen =
        entities
            .pages(Selection.all(type), Query.ALL.withFilter(condition), Integer.MAX_VALUE - 1)
            .getOrDefault(0L, Page.EMPTY);
    List<Long> ids = chosen.nodes().stream().map(Node::id).toList();
    return in == null ? ids : in.stream().filter(new HashSet<>(ids)::contains).toList();
  }

  private List<Long> allDatastreams() {
    return catalogue.datastreams("", "").stream().map(info -> info.id()).toList();
  }

  /** True or false for newest or oldest first; null when another order is wanted. */
  private static @Nullable Boolean byTime(List<Order> orders) {
    if (orders.isEmpty()) {
      return false;
    }
    return orders.size() == 1
            && orders.getFirst().by() instanceof Path path
            && path.steps().isEmpty()
            && path.property().name().equals("phenomenonTime")
        ? (Boolean) orders.getFirst().descending()
        : null;
  }

  /** Hears of an observation by its datastream and id. */
  interface Found {
    void at(long datastream, long id);
  }

  /** Every observation of a feature of interest. */
  void forEachOf(long feature, Found found) {
    @Nullable List<Long> ids = datastreams(Scope.ofFeature(feature), Bounds.of(null));
    if (ids == null || ids.isEmpty()) {
      return;
    }
    Look look = new Look(() -> ids);
    history.forEach(
        ids,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        (id, datastream, timeMs, value, extra, flags) -> {
          Node node =
              ObservationNodes.of(new Observation(id, datastream, timeMs, value, extra, flags));
          if (look.feature(node) == feature) {
            found.at(datastream, id);
          }
        });
  }

  /** True when a condition holds for one observation. */
  boolean fits(Node node, Expr condition) {
    Look look = new Look(() -> List.of(ObservationNodes.datastream(node)));
    return evaluator.test(condition, path -> look.of(node, path));
  }

  private record Row(Node node, List<@Nullable Object> keys) {}

  private Page scan(
      @Nullable List<Long> datastreams,
      @Nullable Long feature,
      Bounds bounds,
      Query query,
      int limit) {
    long[] count = new long[1];
    int keep = (int) Math.min(Integer.MAX_VALUE, (long) query.skip() + limit + 1);
    Comparator<Row> order = order(query.orderBy());
    // the worst of those kept on top, so that a better one takes its place
    PriorityQueue<Row> kept = new PriorityQueue<>(order.reversed());
    Look look = new Look(() -> datastreams == null ? allDatastreams() : datastreams);
    @Nullable Expr rest = bounds.rest();
    ObservationSink judge =
        (id, datastream, timeMs, value, extra, flags) -> {
          if (!bounds.values().mayHold(value)) {
            return;
          }
          Node node = node(new Observation(id, datastream, timeMs, value, extra, flags));
          boolean ofFeature = feature == null || look.feature(node) == feature;
          if (!ofFeature || rest != null && !evaluator.test(rest, path -> look.of(node, path))) {
            return;
          }
          count[0]++;
          List<@Nullable Object> keys = new ArrayList<>();
          for (Order by : query.orderBy()) {
            keys.add(evaluator.value(by.by(), path -> look.of(node, path)));
          }
          Row row = new Row(node, keys);
          if (kept.size() < keep) {
            kept.add(row);
          } else if (keep > 0 && order.compare(row, kept.element()) < 0) {
            kept.poll();
            kept.add(row);
          }
        };
    if (datastreams == null) {
      Set<Long> deleted = catalogue.deletedDatastreams();
      history.scan(
          bounds.fromMs(),
          bounds.toMs(),
          bounds.values(),
          (id, datastream, timeMs, value, extra, flags) -> {
            if (!deleted.contains(datastream)) {
              judge.take(id, datastream, timeMs, value, extra, flags);
            }
          });
    } else {
      history.forEach(datastreams, bounds.fromMs(), bounds.toMs(), judge);
    }
    List<Row> rows = new ArrayList<>(kept);
    rows.sort(order);
    List<Node> page = rows.stream().skip(query.skip()).limit(limit).map(Row::node).toList();
    return new Page(
        page, rows.size() > query.skip() + limit, query.count() ? (Long) count[0] : null);
  }

  /** As asked; ties by time and id, so that pages neither lose nor repeat. */
  private static Comparator<Row> order(List<Order> orders) {
    Comparator<Row> asked = (a, b) -> EntityReads.order(orders, a.keys(), b.keys());
    return asked
        .thenComparingLong(row -> time(row.node()))
        .thenComparingLong(row -> row.node().id());
  }

  private static long time(Node node) {
    return node.values().get("phenomenonTime") instanceof furong.observe.sta.StaTime time
        ? time.startMs()
        : 0;
  }

  /** The feature of each of these observations; absent where there is none. */
  Map<Long, Long> featuresOf(Collection<Node> observations) {
    Look look =
        new Look(() -> observations.stream().map(ObservationNodes::datastream).distinct().toList());
    Map<Long, Long> all = new HashMap<>();
    for (Node node : observations) {
      long feature = look.feature(node);
      if (feature != 0) {
        all.put(node.id(), feature);
      }
    }
    return all;
  }

  /** Values of paths from observations; what lies behind links is asked once for all. */
  private final class Look {

    private final Supplier<List<Long>> ids;
    private final Map<EntityType, EntityReads.Lookup> lookups = new EnumMap<>(EntityType.class);
    private @Nullable Map<Long, NavigableMap<Long, Long>> defaults;
    private final Map<Long, EntityReads.Lookup> byFeature = new HashMap<>();

    /**
     * @param ids of the datastreams that observations will be of; asked when a link is followed
     */
    Look(Supplier<List<Long>> ids) {
      this.ids = ids;
    }

    private EntityReads.Lookup lookup(EntityType type) {
      return lookups.computeIfAbsent(type, t -> entities.new Lookup(t, ids.get()));
    }

    @Nullable Object of(Node node, Path path) {
      if (path.steps().isEmpty()) {
        return path.property().name().equals("@iot.id")
            ? (Object) (double) node.id()
            : Plain.of(node.values().get(path.property().name()), path);
      }
      Path further = path.afterFirstStep();
      EntityType target = path.steps().getFirst().target();
      if (target.isDatastream()) {
        return lookup(target).of(ObservationNodes.datastream(node), further);
      }
      long feature = feature(node);
      return feature == 0
          ? null
          : byFeature
              .computeIfAbsent(
                  feature, f -> entities.new Lookup(EntityType.FEATURE_OF_INTEREST, List.of(f)))
              .of(feature, further);
    }

    long feature(Node node) {
      long named = ObservationNodes.feature(node);
      if (named != 0) {
        return named;
      }
      if (defaults == null) {
        defaults = features.defaults(ids.get());
      }
      NavigableMap<Long, Long> ofDatastream = defaults.get(ObservationNodes.datastream(node));
      Map.Entry<Long, Long> entry =
          ofDatastream == null ? null : ofDatastream.floorEntry(node.id());
      return entry == null ? 0 : entry.getValue();
    }
  }
}
