package furong.steer.reported;

import furong.base.Text;
import furong.people.Caller;
import furong.people.Scope;
import furong.reported.FilledForm;
import furong.reported.FormLetters;
import furong.reported.FormSheets;
import furong.reported.FormSheets.Asked;
import furong.reported.FormSheets.Turn;
import furong.reported.SheetKey;
import furong.reported.SheetLetters.Outcome;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.steer.reported.FormViews.DivisionView;
import furong.steer.reported.FormViews.StateView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has not reported, all levels in one list, and reminding them. */
@RestController
@RequestMapping("/api/forms")
@Tag(name = "forms")
public class FormProgress {

  public record RemindRequest(String division, String period) {}

  /**
   * A sheet that is not through.
   *
   * @param organisation who answers for it; the division's name where the city names none
   * @param turn {@code OWN} to fill or hand up, {@code ABOVE} to be judged, {@code BELOW} waits
   * @param changedAt when somebody did something to it last; null when nobody has
   */
  public record MissingView(
      DivisionView division,
      Text level,
      String organisation,
      StateView state,
      String turn,
      @Nullable Instant due,
      boolean late,
      @Nullable Instant changedAt) {}

  private final FilledForm.Reader reader;
  private final FormSheets sheets;
  private final FormLetters letters;
  private final FormViews views;
  private final InstantSource time;

  FormProgress(
      FilledForm.Reader reader,
      FormSheets sheets,
      FormLetters letters,
      FormViews views,
      InstantSource time) {
    this.reader = reader;
    this.sheets = sheets;
    this.letters = letters;
    this.views = views;
    this.time = time;
  }

  @GetMapping("/{form}/missing")
  @Operation(
      summary =
          "未报清单 Every sheet of a division and below that is not through, with whose turn it is",
      description = "`format=csv` or `xlsx` gives the whole list.")
  ResponseEntity<?> missing(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestParam String period,
      @RequestParam(required = false) @Nullable String division,
      @Parameter(description = "only those whose turn it is so") @RequestParam(required = false)
          @Nullable Turn turn,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    String code = division == null ? caller.user().scope().home() : division;
    SheetKey key = FormController.key(form, code, period);
    FilledForm known = Problems.orThrow(reader.read(caller.user(), key));
    List<Asked> found =
        sheets.of(known.form(), key.period(), List.of(code), Scope.of(code)).stream()
            .filter(a -> a.turn() != Turn.NONE)
            .filter(a -> turn == null || a.turn() == turn)
            .toList();
    if (!Lists.isFile(format)) {
      Lists.Slice<Asked> slice = Lists.page(found, page, size);
      return ResponseEntity.ok(
          new Lists.Slice<>(
              slice.items().stream().map(this::view).toList(),
              slice.total(),
              slice.page(),
              slice.size()));
    }
    return Lists.file(
        format,
        form + "-" + code + "-" + period + "-missing",
        List.of("区划代码", "区划", "层级", "单位", "状态", "轮到谁", "截止", "是否逾期", "最近改动"),
        found.stream().limit(Lists.MAX_EXPORT).map(a -> row(view(a))).toList());
  }

  private MissingView view(Asked a) {
    Optional<Instant> due = views.due(a.sheet().key());
    return new MissingView(
        views.division(a.division().code()),
        a.division().level().title(),
        a.by(),
        FormViews.state(a.sheet().state()),
        a.turn().name(),
        due.orElse(null),
        due.filter(time.instant()::isAfter).isPresent(),
        a.touched().orElse(null));
  }

  private List<String> row(MissingView v) {
    return List.of(
        v.division().code(),
        v.division().name().zh(),
        v.level().zh(),
        v.organisation(),
        v.state().title().zh(),
        switch (v.turn()) {
          case "OWN" -> "本级填报";
          case "ABOVE" -> "上级审核";
          default -> "等待下级";
        },
        views.minute(v.due()),
        v.late() ? "逾期" : "",
        views.minute(v.changedAt()));
  }

  @PostMapping("/{form}/reminders")
  @Operation(summary = "催报 Reminds everybody whose turn it is in a division and below, once a day")
  Outcome remind(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestBody RemindRequest body) {
    return Problems.orThrow(
        letters.remind(caller, FormController.key(form, body.division(), body.period())));
  }
}
