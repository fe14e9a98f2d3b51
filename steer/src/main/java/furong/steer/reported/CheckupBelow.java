package furong.steer.reported;

import furong.base.Period;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.FormDef.Cycle;
import furong.plan.DispatchStore;
import furong.plan.Origin;
import furong.plan.Supervised;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis;
import furong.reported.Diagnosis.Finding;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What ails the divisions right below one, as a single list (问题清单). The same diagnosis as of each
 * by itself, which a test holds against {@link CheckupReader}; but one read a year for all of them
 * instead of one for each indicator and division.
 */
@Component
class CheckupBelow {

  /** An indicator that ails in a division below. */
  record Ailing(
      Division division,
      Dimension dimension,
      Item item,
      double value,
      boolean simulated,
      List<Finding> findings,
      Optional<Supervised> task) {}

  private record Key(String indicator, String division) {}

  private final CheckupReader reader;
  private final FormulaStore values;
  private final DispatchStore tasks;
  private final CityProfile city;

  CheckupBelow(CheckupReader reader, FormulaStore values, DispatchStore tasks, CityProfile city) {
    this.reader = reader;
    this.values = values;
    this.tasks = tasks;
    this.city = city;
  }

  /** Division by division, each in the order of the check. */
  List<Ailing> of(String division, Period year) {
    List<Division> below = reader.below(division, year);
    if (below.isEmpty()) {
      return List.of();
    }
    Map<Key, FormulaValue> now = known(below, year);
    List<Map<Key, FormulaValue>> earlier = earlier(below, year);
    List<Division> level = city.history().in(year).list(below.getFirst().level());
    Map<Key, FormulaValue> all = level.size() == below.size() ? now : known(level, year);
    Map<Key, Supervised> going = going(year);
    List<Ailing> ailing = new ArrayList<>();
    for (Division at : below) {
      for (Dimension dimension : reader.system().dimensions()) {
        for (Item item : dimension.items()) {
          Key key = new Key(item.indicator().id(), at.code());
          FormulaValue one = now.get(key);
          @Nullable Double value = one == null ? null : one.value();
          if (one == null || value == null) {
            continue;
          }
          List<Double> peers = List.of();
          if (Diagnosis.asksForPeers(item, value)) {
            List<Double> sisters = others(now, below, key);
            peers = Diagnosis.enough(sisters) ? sisters : others(all, level, key);
          }
          List<Finding> findings = Diagnosis.of(item, value, before(earlier, key), peers);
          if (!findings.isEmpty()) {
            ailing.add(
                new Ailing(
                    at,
                    dimension,
                    item,
                    value,
                    one.simulated(),
                    findings,
                    Optional.ofNullable(going.get(key))));
          }
        }
      }
    }
    return ailing;
  }

  private Map<Key, FormulaValue> known(Collection<Division> divisions, Period year) {
    List<String> ids =
        reader.system().dimensions().stream()
            .flatMap(d -> d.items().stream())
            .map(item -> item.indicator().id())
            .toList();
    Map<Key, FormulaValue> known = new HashMap<>();
    values
        .of(ids, divisions.stream().map(Division::code).toList(), year)
        .forEach(v -> {
          if (v.value() != null) {
            known.put(new Key(v.indicator(), v.division()), v);
          }
        });
    return known;
  }

  /** The years that a trend looks back on, the newest first; none behind a year without any. */
  private List<Map<Key, FormulaValue>> earlier(Collection<Division> divisions, Period year) {
    List<Map<Key, FormulaValue>> earlier = new ArrayList<>();
    Period at = Cycle.YEAR.yearBefore(year);
    for (int i = 0; i < CheckupReader.TREND_YEARS; i++) {
      Map<Key, FormulaValue> known = known(divisions, at);
      if (known.isEmpty()) {
        break;
      }
      earlier.add(known);
      at = Cycle.YEAR.yearBefore(at);
    }
    return earlier;
  }

  private static List<Double> before(List<Map<Key, FormulaValue>> earlier, Key key) {
    List<Double> before = new ArrayList<>();
    for (Map<Key, FormulaValue> year : earlier) {
      FormulaValue one = year.get(key);
      @Nullable Double value = one == null ? null : one.value();
      if (value == null) {
        break;
      }
      before.add(value);
    }
    return before;
  }

  private static List<Double> others(
      Map<Key, FormulaValue> known, List<Division> divisions, Key key) {
    List<Double> others = new ArrayList<>();
    for (Division one : divisions) {
      FormulaValue value = known.get(new Key(key.indicator(), one.code()));
      @Nullable Double number = value == null ? null : value.value();
      if (number != null && !one.code().equals(key.division())) {
        others.add(number);
      }
    }
    return others;
  }

  private Map<Key, Supervised> going(Period year) {
    Map<Key, Supervised> going = new HashMap<>();
    for (Supervised task : tasks.about(year.text(), null)) {
      @Nullable Origin origin = task.origin();
      if (origin != null) {
        going.put(new Key(origin.indicator(), origin.division()), task);
      }
    }
    return going;
  }
}
