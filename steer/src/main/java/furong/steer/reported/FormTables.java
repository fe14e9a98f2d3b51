package furong.steer.reported;

import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.people.Caller;
import furong.reported.FilledForm;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.reported.RowImport;
import furong.reported.RowImport.Outcome;
import furong.reported.SheetKey;
import furong.reported.SheetState;
import furong.serve.FilledTable;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Forms as tables: the empty one to fill, the filled one to take in, everything to take away. */
@RestController
@RequestMapping("/api/forms")
@Tag(name = "forms")
public class FormTables {

  private final FilledForm.Reader reader;
  private final DivisionHistory history;
  private final ReportedStore store;
  private final RowImport rows;

  FormTables(FilledForm.Reader reader, CityProfile city, ReportedStore store, RowImport rows) {
    this.reader = reader;
    this.history = city.history();
    this.store = store;
    this.rows = rows;
  }

  @GetMapping("/{form}/template")
  @Operation(summary = "下载填报模板 A table with a row for each figure of each division that fills it")
  ResponseEntity<byte[]> template(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestParam String division,
      @RequestParam String period) {
    SheetKey key = FormController.key(form, division, period);
    FormDef def = Problems.orThrow(reader.read(caller.user(), key)).form();
    List<List<String>> table =
        table(
            def,
            key,
            (one, reported) ->
                reported == null
                    ? List.of("", "")
                    : List.of(number(reported.value()), reported.note()));
    if (table.size() > Lists.MAX_EXPORT) {
      throw Problems.refuse(
          Refusal.TOO_LARGE, "table.rows", "More than " + Lists.MAX_EXPORT + " rows: take a part");
    }
    return Lists.xlsx(form + "-" + division + "-" + period + ".xlsx", FormRows.HEADER, table);
  }

  /** A row for each figure of each division that fills the form; {@code rest} is put behind it. */
  private List<List<String>> table(
      FormDef form, SheetKey key, BiFunction<Division, @Nullable Reported, List<String>> rest) {
    Map<String, Reported> known = known(form, key);
    List<List<String>> table = new ArrayList<>();
    for (Division one : filling(form, key)) {
      for (FigureDef figure : form.figures()) {
        List<String> row =
            new ArrayList<>(
                List.of(
                    one.code(), one.name().zh(), figure.id(), figure.title().zh(), figure.unit()));
        row.addAll(rest.apply(one, known.get(one.code() + figure.id())));
        table.add(row);
      }
    }
    return table;
  }

  private List<Division> filling(FormDef form, SheetKey key) {
    return history.in(key.period()).list(form.asked()).stream()
        .filter(d -> d.code().startsWith(form.within()))
        .filter(d -> Divisions.isWithin(d.code(), key.division()))
        .toList();
  }

  private Map<String, Reported> known(FormDef form, SheetKey key) {
    Map<String, Reported> known = new HashMap<>();
    for (FigureDef figure : form.figures()) {
      store
          .below(figure.id(), key.division(), key.period())
          .forEach(r -> known.put(r.division() + r.figure(), r));
    }
    return known;
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? ""
        : value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString(value.longValue())
            : value.toString();
  }

  @PostMapping(path = "/{form}/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "导入表格 Takes a filled table; all of its rows or none",
      description = "422 with a notice for each bad row when nothing was kept.")
  ResponseEntity<Outcome> take(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestParam String period,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    SheetKey key = FormController.key(form, caller.user().scope().home(), period);
    FormRows table = FormRows.of(FilledTable.read(file, FormRows.HEADER.size(), FormRows.MAX_ROWS));
    Outcome outcome = rows.take(caller, form, key.period(), table.rows(), table.faults());
    return ResponseEntity.status(outcome.kept() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
        .body(outcome);
  }

  @GetMapping("/{form}/figures")
  @Operation(summary = "导出 Every figure of a form in a division and below, as CSV")
  ResponseEntity<byte[]> export(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String form,
      @RequestParam String division,
      @RequestParam String period) {
    SheetKey key = FormController.key(form, division, period);
    FormDef def = Problems.orThrow(reader.read(caller.user(), key)).form();
    Map<String, SheetState> states = new HashMap<>();
    store
        .sheets(def.id(), key.period(), division)
        .forEach(s -> states.put(s.key().division(), s.state()));
    List<List<String>> table =
        table(
            def,
            key,
            (one, r) -> {
              String state = states.getOrDefault(one.code(), SheetState.DRAFT).name();
              return r == null
                  ? List.of("", "", state, "", "", "", "")
                  : List.of(
                      number(r.value()),
                      r.note(),
                      state,
                      Integer.toString(r.version()),
                      r.byName(),
                      r.at().toString(),
                      r.reason());
            });
    return Lists.csv(
        form + "-" + division + "-" + period + ".csv",
        List.of(
            "division",
            "name",
            "figure",
            "title",
            "unit",
            "value",
            "note",
            "state",
            "version",
            "by",
            "at",
            "reason"),
        table.subList(0, Math.min(table.size(), Lists.MAX_EXPORT)));
  }
}
