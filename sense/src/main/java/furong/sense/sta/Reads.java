package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.EntityType;
import furong.observe.sta.Expr;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Op;
import furong.observe.sta.Query;
import furong.observe.sta.Query.Expand;
import furong.observe.sta.ResourcePath;
import furong.observe.sta.ResourcePath.Hop;
import furong.sense.sta.Node.Page;
import furong.sense.sta.ObservationReads.Scope;
import furong.serve.Problems;
import furong.store.sta.EntityReader.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows an address to entities and reads what a query asks of them, links in full included. */
final class Reads {

  /** A page when nobody says how large: as other services do, so that clients feel at home. */
  private static final int PAGE = 100;

  /** The largest page of entities; each may drag its links along. */
  private static final int MAX_ENTITIES = 1000;

  /** The largest page of observations: some 2 MB of JSON. */
  private static final int MAX_OBSERVATIONS = 10_000;

  private final EntityReads entities;
  private final ObservationReads observations;

  Reads(EntityReads entities, ObservationReads observations) {
    this.entities = entities;
    this.observations = observations;
  }

  /** An entity that an address leads to, by its type and id. */
  record Target(EntityType type, long id) {}

  /** Where an address ends: one entity, or a set seen from {@code parent} (null: the whole set). */
  record End(@Nullable Target one, @Nullable Navigation through, @Nullable Target parent) {}

  /** Follows the links. @throws Problems.ProblemException 404 when one leads nowhere */
  End follow(ResourcePath path) {
    @Nullable Target here = path.startId() == null ? null : mustExist(path.start(), path.startId());
    @Nullable Navigation through = null;
    @Nullable Target parent = null;
    for (Hop hop : path.hops()) {
      if (here == null) {
        throw unknown(path.start(), 0);
      }
      through = hop.navigation();
      parent = here;
      if (!hop.navigation().many()) {
        here = linkedOne(parent, hop.navigation());
      } else if (hop.id() != null) {
        here = member(parent, hop.navigation(), hop.id());
      } else {
        here = null;
      }
    }
    return new End(here, through, parent);
  }

  private Target mustExist(EntityType type, long id) {
    if (node(type, id).isEmpty()) {
      throw unknown(type, id);
    }
    return new Target(type, id);
  }

  Optional<Node> node(EntityType type, long id) {
    return type == EntityType.OBSERVATION ? observations.find(id) : entities.find(type, id);
  }

  private Target linkedOne(Target from, Navigation navigation) {
    Page page =
        linked(navigation, List.of(from.id()), Query.ALL).getOrDefault(from.id(), Page.EMPTY);
    if (page.nodes().isEmpty()) {
      throw Problems.refuse(Refusal.NOT_FOUND, "entity.unknown", "it has no " + navigation.name());
    }
    return new Target(navigation.target(), page.nodes().getFirst().id());
  }

  private Target member(Target parent, Navigation navigation, long id) {
    Target target = mustExist(navigation.target(), id);
    Navigation back = navigation.inverse();
    if (back.many()) {
      Query one = Query.ALL.withFilter(isId(id));
      if (!linked(navigation, List.of(parent.id()), one)
          .getOrDefault(parent.id(), Page.EMPTY)
          .nodes()
          .isEmpty()) {
        return target;
      }
    } else if (linkedOne(target, back).id() == parent.id()) {
      return target;
    }
    throw unknown(navigation.target(), id);
  }

  /** True when an entity is in the set that a link leads to. */
  boolean isMember(Target parent, Navigation navigation, long id) {
    try {
      return member(parent, navigation, id).id() == id;
    } catch (Problems.ProblemException e) {
      return false;
    }
  }

  private static Expr isId(long id) {
    return new Expr.Call(
        Op.EQ,
        List.of(
            new Expr.Path(List.of(), Model.ID, List.of(), 0),
            new Expr.Literal(Expr.Type.NUMBER, (double) id, 0)),
        Expr.Type.BOOL,
        0);
  }

  static RuntimeException unknown(EntityType type, long id) {
    return Problems.refuse(
        Refusal.NOT_FOUND, "entity.unknown", "there is no " + type.single() + " " + id);
  }

  /** The entity at the end of an address, with the links that the query wants in full. */
  Node one(Target target, Query query) {
    Node node =
        node(target.type(), target.id()).orElseThrow(() -> unknown(target.type(), target.id()));
    complete(target.type(), List.of(node), query);
    return node;
  }

  /** The page of the set at the end of an address. */
  Page set(EntityType type, End end, Query query) {
    Page page;
    if (end.through() != null && end.parent() != null) {
      page =
          linked(end.through(), List.of(end.parent().id()), query)
              .getOrDefault(end.parent().id(), Page.EMPTY);
    } else if (type == EntityType.OBSERVATION) {
      page = observations.page(Scope.ALL, query, limit(type, query));
    } else {
      page =
          entities
              .pages(Selection.all(type), query, limit(type, query))
              .getOrDefault(0L, Page.EMPTY);
    }
    complete(type, page.nodes(), query);
    return page;
  }

  private static int limit(EntityType type, Query query) {
    int most = type == EntityType.OBSERVATION ? MAX_OBSERVATIONS : MAX_ENTITIES;
    return query.top() == null ? PAGE : Math.min(query.top(), most);
  }

  /** True when a condition holds for one entity. */
  boolean fits(Node node, Expr condition) {
    if (node.type() == EntityType.OBSERVATION) {
      return observations.fits(node, condition);
    }
    Query one = Query.ALL.withFilter(EntityReads.Split.and(isId(node.id()), condition));
    return !entities
        .pages(Selection.all(node.type()), one, 1)
        .getOrDefault(0L, Page.EMPTY)
        .nodes()
        .isEmpty();
  }

  /** Fills in what is derived and what is to be shown in full. */
  void complete(EntityType type, List<Node> nodes, Query query) {
    if (type.isDatastream()) {
      for (Node node : nodes) {
        for (String name : List.of("observedArea", "phenomenonTime", "resultTime")) {
          if (query.selects(name)) {
            node.values().put(name, entities.ofDatastream(node.id(), name));
          }
        }
      }
    }
    for (Expand expand : query.expand()) {
      expand(nodes, expand);
    }
  }

  private void expand(List<Node> nodes, Expand expand) {
    Navigation navigation = expand.navigation();
    Map<Long, Page> pages =
        navigation.from() == EntityType.OBSERVATION
            ? ofObservations(navigation, nodes)
            : linked(navigation, nodes.stream().map(Node::id).distinct().toList(), expand.query());
    // one node may hang on many: it is completed once
    Set<Node> children = Collections.newSetFromMap(new IdentityHashMap<>());
    pages.values().forEach(page -> children.addAll(page.nodes()));
    complete(navigation.target(), List.copyOf(children), expand.query());
    for (Node node : nodes) {
      node.expanded().put(navigation, pages.getOrDefault(node.id(), Page.EMPTY));
    }
  }

  /** What links lead to, by the id they start from. */
  private Map<Long, Page> linked(Navigation navigation, List<Long> parents, Query query) {
    if (navigation.from() == EntityType.OBSERVATION) {
      List<Node> nodes = new ArrayList<>();
      parents.forEach(id -> observations.find(id).ifPresent(nodes::add));
      return ofObservations(navigation, nodes);
    }
    int limit = limit(navigation.target(), query);
    if (navigation.target() == EntityType.OBSERVATION) {
      Map<Long, Page> pages = new HashMap<>();
      for (long parent : parents) {
        Scope scope =
            navigation.from().isDatastream() ? Scope.ofDatastream(parent) : Scope.ofFeature(parent);
        pages.put(parent, observations.page(scope, query, limit));
      }
      return pages;
    }
    return entities.pages(
        Selection.linked(navigation, parents), navigation.many() ? query : Query.ALL, limit);
  }

  private Map<Long, Page> ofObservations(Navigation navigation, List<Node> nodes) {
    Map<Long, Long> ends = new HashMap<>();
    if (navigation.target().isDatastream()) {
      nodes.forEach(node -> ends.put(node.id(), ObservationNodes.datastream(node)));
    } else {
      ends.putAll(observations.featuresOf(nodes));
    }
    Map<Long, Node> found =
        entities.byId(navigation.target(), ends.values().stream().distinct().toList());
    Map<Long, Page> pages = new HashMap<>();
    ends.forEach((from, to) -> {
      Node node = found.get(to);
      if (node != null) {
        pages.put(from, new Page(List.of(node), false, null));
      }
    });
    return pages;
  }
}
