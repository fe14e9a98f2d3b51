package furong.steer.plan;

import furong.base.Text;
import furong.people.Caller;
import furong.plan.Assessment;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.MonthState;
import furong.plan.Plan;
import furong.plan.Score;
import furong.serve.Lists;
import furong.steer.plan.PlanDocuments.IdAndName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a year's months came to for each unit (考核); the trail of each month stands on its sheet. */
@RestController
@RequestMapping("/api/plan/assessment")
@Tag(name = "plan")
public class AssessmentController {

  private final Plan plan;
  private final DispatchStore store;
  private final PlanViews views;

  AssessmentController(Plan plan, DispatchStore store, PlanViews views) {
    this.plan = plan;
    this.store = store;
    this.views = views;
  }

  /** {@code total} of 100; null when nothing counted. */
  public record MonthTotal(String month, @Nullable Double total) {}

  public record UnitYear(IdAndName unit, @Nullable Double total, List<MonthTotal> months) {}

  /** What is judged, with its share of the points in percent and why it has that. */
  public record CriterionView(String id, Text title, int weight, Text why) {}

  /**
   * {@code years} have a closed month; units with most points first; {@code criteria} are those of
   * today, a closed month keeps the weights that it was closed with.
   */
  public record YearView(
      int year,
      List<Integer> years,
      List<String> months,
      List<CriterionView> criteria,
      Lists.Slice<UnitYear> units) {}

  @GetMapping
  @Operation(summary = "年度考核 A year of closed months by unit; format=csv or xlsx for a file")
  ResponseEntity<?> year(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size,
      @RequestParam(defaultValue = "json") String format) {
    PlanReaders.check(caller);
    List<YearMonth> closed =
        store.months().stream()
            .filter(m -> m.state() == MonthState.CLOSED)
            .map(DispatchMonth::month)
            .sorted()
            .toList();
    List<Integer> years = closed.stream().map(YearMonth::getYear).distinct().toList().reversed();
    int wanted = year != null ? year : years.isEmpty() ? 0 : years.getFirst();
    List<YearMonth> months = closed.stream().filter(m -> m.getYear() == wanted).toList();
    List<UnitYear> units = units(months);
    return Lists.isFile(format)
        ? file(format, wanted, months, units)
        : ResponseEntity.ok(
            new YearView(
                wanted,
                years,
                months.stream().map(YearMonth::toString).toList(),
                plan.rules().assessment().stream()
                    .map(c -> new CriterionView(c.id(), c.title(), c.weight(), c.why()))
                    .toList(),
                Lists.page(units, page, size)));
  }

  private List<UnitYear> units(List<YearMonth> months) {
    Map<String, Map<YearMonth, List<Score>>> by = new TreeMap<>();
    for (YearMonth month : months) {
      for (Score score : store.scores(month)) {
        by.computeIfAbsent(score.unit(), u -> new TreeMap<>())
            .computeIfAbsent(month, m -> new ArrayList<>())
            .add(score);
      }
    }
    return by.entrySet().stream()
        .map(e ->
            new UnitYear(
                views.unit(e.getKey()),
                orNull(Assessment.yearly(e.getValue().values())),
                months.stream()
                    .map(m ->
                        new MonthTotal(
                            m.toString(),
                            orNull(Assessment.total(e.getValue().getOrDefault(m, List.of())))))
                    .toList()))
        .sorted(
            Comparator.comparing(
                UnitYear::total, Comparator.nullsLast(Comparator.<Double>reverseOrder())))
        .toList();
  }

  private static @Nullable Double orNull(OptionalDouble total) {
    return total.isPresent() ? total.getAsDouble() : null;
  }

  private static ResponseEntity<byte[]> file(
      String format, int year, List<YearMonth> months, List<UnitYear> units) {
    List<String> header = new ArrayList<>(List.of("unit", "name", "total"));
    months.forEach(m -> header.add(m.toString()));
    return Lists.file(
        format,
        "assessment-" + year,
        header,
        units.stream()
            .map(u -> {
              List<String> row =
                  new ArrayList<>(
                      List.of(
                          u.unit().id(), u.unit().name().zh(), Objects.toString(u.total(), "")));
              u.months().forEach(m -> row.add(Objects.toString(m.total(), "")));
              return row;
            })
            .toList());
  }
}
