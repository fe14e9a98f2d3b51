package furong.steer.reported;

import furong.base.Period;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.pack.IndicatorDef;
import furong.people.Caller;
import furong.people.Rights;
import furong.plan.Supervised;
import furong.plan.SupervisedDesk;
import furong.reported.Checkup;
import furong.reported.Diagnosis.Finding;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.Ailments.AssignRequest;
import furong.steer.reported.CheckupBelow.Ailing;
import furong.steer.reported.CheckupReader.Part;
import furong.steer.reported.CheckupReader.Reading;
import furong.steer.reported.FormViews.DivisionView;
import furong.steer.reported.FormViews.StateView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The city health check: its indicators, what ails, what is done about it, and the report. */
@RestController
@RequestMapping("/api")
@Tag(name = "checkup", description = "城市体检 City health check")
public class CheckupController {

  /**
   * An indicator of the check in one division and year.
   *
   * @param problems whether it counts problems: each one is to be mended, so its line is nothing
   * @param basis {@code reported} when organisations report it, {@code unknown} when no formula is
   *     established
   * @param known {@code ESTABLISHED}, {@code TO_REPORT} or {@code NO_FORMULA}
   * @param task what was set going about its ailments; null when nothing was
   * @param lastTask the same of the year before
   */
  public record ItemView(
      String indicator,
      Text title,
      String unit,
      String source,
      boolean problems,
      String basis,
      StateView known,
      @Nullable Double value,
      @Nullable Double before,
      @Nullable Double line,
      boolean simulated,
      List<AilmentView> ailments,
      @Nullable TaskView task,
      @Nullable TaskView lastTask) {}

  /**
   * Why something ails.
   *
   * @param says the rule with the numbers that the value was held against
   */
  public record AilmentView(String rule, Text title, Text says, double against) {}

  /** The supervised item (督办) about an ailment. */
  public record TaskView(
      long id, String number, UnitView unit, StateView state, Instant dueAt, boolean overdue) {}

  public record UnitView(String id, Text name) {}

  public record DimensionView(String id, Text title, String form, List<ItemView> items) {}

  /**
   * @param units that an ailment may be given to; empty for those who give none
   */
  public record CheckupView(
      Text title,
      String version,
      Text rhythm,
      String source,
      DivisionView division,
      List<DivisionView> path,
      List<DivisionView> below,
      String period,
      List<DimensionView> dimensions,
      boolean mayAssign,
      List<UnitView> units) {}

  /** What ails in a division below. */
  public record BelowView(
      DivisionView division,
      Text dimension,
      String indicator,
      Text title,
      String unit,
      double value,
      boolean simulated,
      List<AilmentView> ailments,
      @Nullable TaskView task) {}

  private final CheckupReader reader;
  private final CheckupBelow below;
  private final Ailments ailments;
  private final SupervisedDesk desk;
  private final FormViews views;
  private final CityProfile city;
  private final InstantSource time;

  CheckupController(
      CheckupReader reader,
      CheckupBelow below,
      Ailments ailments,
      SupervisedDesk desk,
      FormViews views,
      CityProfile city,
      InstantSource time) {
    this.reader = reader;
    this.below = below;
    this.ailments = ailments;
    this.desk = desk;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  @GetMapping("/checkup")
  @Operation(
      summary = "城市体检 Four dimensions with values and what ails the division",
      description = "`format=csv` gives the list of ailments (问题清单).")
  ResponseEntity<?> checkup(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String period,
      @RequestParam(defaultValue = "json") String format) {
    Checkup system = reader.system();
    String code = readable(caller, division);
    Period year = FormController.key("", code, period).period();
    List<Part> parts = reader.parts(code, year);
    if (format.equals("csv")) {
      return csv(code, period, parts);
    }
    boolean mayAssign = desk.mayAssign(caller.user(), code);
    return ResponseEntity.ok(
        new CheckupView(
            system.title(),
            system.version(),
            system.rhythm(),
            system.source(),
            views.division(code),
            views.path(code, year),
            reader.below(code, year).stream().map(d -> views.division(d.code())).toList(),
            period,
            parts.stream().map(this::dimension).toList(),
            mayAssign,
            mayAssign ? units(code, year) : List.of()));
  }

  private String readable(Caller caller, @Nullable String division) {
    String code = division == null ? city.divisions().root().code() : division;
    Problems.orThrow(Rights.mayRead(caller.user(), code));
    return code;
  }

  /** Of the division, of those above it and of those right below. */
  private List<UnitView> units(String code, Period year) {
    Set<String> near = new HashSet<>();
    city.divisions().path(code).forEach(d -> near.add(d.code()));
    reader.below(code, year).stream().map(Division::code).forEach(near::add);
    return city.organisations().stream()
        .filter(o -> near.contains(o.division()))
        .map(o -> new UnitView(o.id(), o.name()))
        .toList();
  }

  private DimensionView dimension(Part part) {
    return new DimensionView(
        part.dimension().id(),
        part.dimension().title(),
        part.dimension().form(),
        part.readings().stream().map(this::item).toList());
  }

  private ItemView item(Reading r) {
    IndicatorDef def = r.item().indicator();
    return new ItemView(
        def.id(),
        def.title(),
        def.unit(),
        def.source(),
        r.item().problems(),
        r.known() == CheckupReader.Known.NO_FORMULA ? "unknown" : "reported",
        new StateView(r.known().name(), r.known().title()),
        r.value(),
        r.before(),
        r.item().line(),
        r.simulated(),
        r.findings().stream().map(CheckupController::ailment).toList(),
        r.task().map(this::task).orElse(null),
        r.lastTask().map(this::task).orElse(null));
  }

  @GetMapping("/checkup/ailments")
  @Operation(
      summary = "下级问题清单 What ails the divisions right below, with what is done about it",
      description = "`format=csv` or `xlsx` gives the whole list.")
  ResponseEntity<?> below(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String period,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    String code = readable(caller, division);
    Period year = FormController.key("", code, period).period();
    List<BelowView> found = below.of(code, year).stream().map(this::below).toList();
    if (!Lists.isFile(format)) {
      return ResponseEntity.ok(Lists.page(found, page, size));
    }
    return Lists.file(
        format,
        "ailments-below-" + code + "-" + period,
        List.of("区划代码", "区划", "维度", "指标代码", "指标", "值", "单位", "诊断", "督办编号", "责任单位", "状态"),
        found.stream().map(CheckupController::row).toList());
  }

  private BelowView below(Ailing a) {
    IndicatorDef def = a.item().indicator();
    return new BelowView(
        views.division(a.division().code()),
        a.dimension().title(),
        def.id(),
        def.title(),
        def.unit(),
        a.value(),
        a.simulated(),
        a.findings().stream().map(CheckupController::ailment).toList(),
        a.task().map(this::task).orElse(null));
  }

  private static AilmentView ailment(Finding f) {
    return new AilmentView(f.rule().name(), f.rule().title(), f.says(), f.against());
  }

  private static List<String> row(BelowView v) {
    @Nullable TaskView task = v.task();
    return List.of(
        v.division().code(),
        v.division().name().zh(),
        v.dimension().zh(),
        v.indicator(),
        v.title().zh(),
        Double.toString(v.value()),
        UnitWords.of(v.unit()),
        v.ailments().stream().map(a -> a.says().zh()).collect(Collectors.joining("；")),
        task == null ? "" : task.number(),
        task == null ? "" : task.unit().name().zh(),
        task == null ? "" : task.state().title().zh());
  }

  private TaskView task(Supervised s) {
    return new TaskView(
        s.id(),
        s.number(),
        new UnitView(
            s.unit(),
            city.findOrganisation(s.unit())
                .map(Organisation::name)
                .orElse(Text.of(s.unit(), s.unit()))),
        new StateView(s.state().name(), s.state().title()),
        s.dueAt(),
        s.overdue(time.instant()));
  }

  @PostMapping("/checkup/ailments")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "问题交办 Makes a supervised item of an ailment, once a year",
      description =
          "Refused where nothing ails, or where it was taken up already. The item is worked on under"
              + " `/api/plan/supervised`.")
  TaskView assign(@AuthenticationPrincipal Caller caller, @RequestBody AssignRequest body) {
    return task(Problems.orThrow(ailments.assign(caller, body)));
  }

  private static ResponseEntity<byte[]> csv(String division, String period, List<Part> parts) {
    List<List<String>> rows = new ArrayList<>();
    for (Part part : parts) {
      for (Reading r : part.readings()) {
        IndicatorDef def = r.item().indicator();
        r.findings()
            .forEach(finding ->
                rows.add(
                    List.of(
                        division,
                        period,
                        part.dimension().title().zh(),
                        def.id(),
                        def.title().zh(),
                        Objects.toString(r.value(), ""),
                        def.unit(),
                        Objects.toString(r.item().line(), ""),
                        Objects.toString(r.before(), ""),
                        finding.says().zh(),
                        r.task().map(Supervised::number).orElse(""),
                        r.task().map(s -> s.state().title().zh()).orElse(""))));
      }
    }
    return Lists.csv(
        "ailments-" + division + "-" + period + ".csv",
        List.of("区划代码", "年度", "维度", "指标代码", "指标", "值", "单位", "底线", "上年", "诊断", "督办编号", "状态"),
        rows);
  }

  @GetMapping("/checkup/report")
  @Operation(
      summary = "体检报告 The report of a year as a PDF or a document that can be edited",
      description =
          "`format` is pdf or docx: tables, charts, maps, ailments with what is done about them, and"
              + " what is not known.")
  ResponseEntity<byte[]> report(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam String period,
      @Parameter(description = "pdf or docx") @RequestParam(defaultValue = "pdf") String format) {
    String code = readable(caller, division);
    Period year = FormController.key("", code, period).period();
    return Lists.paper(
        format,
        "checkup-" + code + "-" + period,
        new CheckupPaper(reader, city, code, year, time.instant()).paper());
  }
}
