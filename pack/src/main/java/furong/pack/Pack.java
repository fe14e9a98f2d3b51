package furong.pack;

import furong.base.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One scene as data.
 *
 * @param id short word, such as {@code air}; the ids of its parts begin with it
 * @param version of the pack's own text; kept with every alert
 * @param needs ids of packs whose properties it uses
 * @param serves actions of the city's plan that it serves
 * @param sources standards that it stands on
 * @param kinds of devices that it knows by name
 * @param params by name
 */
public record Pack(
    String id,
    Text title,
    Text summary,
    String version,
    Status status,
    List<String> owners,
    List<String> needs,
    List<String> serves,
    List<String> sources,
    List<DeviceKind> kinds,
    Map<String, Param> params,
    List<Property> properties,
    List<Index> indexes,
    List<Rule> rules,
    List<Procedure> procedures,
    List<IndicatorDef> indicators,
    List<FormDef> forms,
    Board board) {

  /** How far it has been proved: on paper, on recorded data, in a city. */
  public enum Status {
    DRAFT,
    TRIAL,
    PROVEN
  }

  public Pack {
    owners = List.copyOf(owners);
    needs = List.copyOf(needs);
    serves = List.copyOf(serves);
    sources = List.copyOf(sources);
    kinds = List.copyOf(kinds);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    properties = List.copyOf(properties);
    indexes = List.copyOf(indexes);
    rules = List.copyOf(rules);
    procedures = List.copyOf(procedures);
    indicators = List.copyOf(indicators);
    forms = List.copyOf(forms);
  }

  /** Whether a pack may have this id: lower case, digits and hyphens. */
  public static boolean mayBeCalled(String id) {
    return Ids.WORD.matcher(id).matches();
  }

  /** The same with other values for some parameters; unknown names change nothing. */
  public Pack with(Map<String, Double> values) {
    Map<String, Param> changed = new LinkedHashMap<>(params);
    values.forEach((name, value) -> changed.computeIfPresent(name, (n, p) -> p.with(value)));
    return of(version, changed);
  }

  /**
   * The same pack as a city calls its versions: {@code 0.2.0+3} is its third one since the base.
   */
  public Pack numbered(long number) {
    return number == 0 ? this : of(version + "+" + number, params);
  }

  private Pack of(String newVersion, Map<String, Param> newParams) {
    return new Pack(
        id,
        title,
        summary,
        newVersion,
        status,
        owners,
        needs,
        serves,
        sources,
        kinds,
        newParams,
        properties,
        indexes,
        rules,
        procedures,
        indicators,
        forms,
        board);
  }

  public Optional<Param> param(String name) {
    return Optional.ofNullable(params.get(name));
  }
}
