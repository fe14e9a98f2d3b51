package furong.work.hotline;

import furong.base.Notice;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.AppealKind;
import furong.cases.Case;
import furong.cases.Category;
import furong.cases.CityCases;
import furong.cases.ReportDraft;
import furong.city.CityProfile;
import furong.people.Caller;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.work.hotline.HotlineDesk.Judged;
import furong.work.hotline.HotlineDesk.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The hotline's table at the page: which column is what, a look at every row, and taking it. */
@RestController
@RequestMapping("/api/hotline")
@Tag(name = "reports")
public class HotlineController {

  /** 5,000 rows with their words are some 3 MB. */
  private static final int MAX_BYTES = 12 << 20;

  /** How the tables of this city are read, from its folder {@code reports}. */
  public record CityTables(List<ReportMapping> all) {
    public CityTables {
      all = List.copyOf(all);
    }
  }

  record CodeAndTitle(String code, Text title) {}

  /** What is wrong with a row. @param cell what stands there; empty when that says nothing */
  record FaultView(String column, String code, String message, String cell) {}

  /**
   * A row as it was judged; nothing of the person and none of the words.
   *
   * @param row as a spreadsheet shows it
   * @param id work order number
   * @param caseId of the case that it is; null before it is taken
   */
  record RowView(
      int row,
      String id,
      String outcome,
      @Nullable String caseId,
      @Nullable String number,
      @Nullable Instant receivedAt,
      @Nullable CodeAndTitle appeal,
      @Nullable Instant replyDue,
      @Nullable CodeAndTitle category,
      Where.@Nullable Place division,
      List<FaultView> faults) {}

  /** A kind of appeal with the working days in which it is answered. */
  record LimitView(String code, Text title, int workDays) {}

  /**
   * A table as it was judged.
   *
   * @param missing parts of the columns that are still to be chosen; then no row is judged
   * @param unknownKinds what stands in the column of the kind and names none, with how often
   */
  record TableView(
      List<String> header,
      Columns columns,
      List<String> missing,
      List<LimitView> limits,
      Map<String, Long> counts,
      Map<String, Long> unknownKinds,
      List<RowView> rows) {}

  private final HotlineDesk desk;
  private final CityTables tables;
  private final CityProfile city;
  private final CityCases rules;

  HotlineController(HotlineDesk desk, CityTables tables, CityProfile city, CityCases rules) {
    this.desk = desk;
    this.tables = tables;
    this.city = city;
    this.rules = rules;
  }

  @PostMapping(path = "/look", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "热线表格预览 What would become of each row of a table; nothing is kept",
      description =
          "XLSX or CSV, at most 5,000 rows. Without `columns` they are told by the header. A row is"
              + " new, known or refused, and what is wrong is named by row and column.")
  TableView look(
      @AuthenticationPrincipal Caller caller,
      @RequestParam("file") MultipartFile file,
      @RequestParam(required = false) @Nullable String columns)
      throws IOException {
    HotlineRows table = read(file);
    Columns chosen = columns == null ? told(table.header()) : parsed(columns);
    if (!chosen.missing().isEmpty()) {
      return view(table, chosen, List.of());
    }
    return view(table, chosen, Problems.orThrow(desk.look(caller, table, chosen)));
  }

  @PostMapping(path = "/take", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "导入热线表格 Takes the rows that are right; sent again, each is known by its number")
  TableView take(
      @AuthenticationPrincipal Caller caller,
      @RequestParam("file") MultipartFile file,
      @RequestParam String columns)
      throws IOException {
    HotlineRows table = read(file);
    Columns chosen = parsed(columns);
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    return view(table, chosen, Problems.orThrow(desk.take(caller, name, table, chosen)));
  }

  private static HotlineRows read(MultipartFile file) throws IOException {
    if (file.getSize() > MAX_BYTES) {
      throw Problems.refuse(
          Refusal.TOO_LARGE, "hotline.file", "At most " + (MAX_BYTES >> 20) + " MB");
    }
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    return Problems.orThrow(HotlineRows.read(name, file.getBytes()));
  }

  private Columns told(List<String> header) {
    return tables.all().stream()
        .filter(known -> known.hotline() && known.fits(header))
        .findFirst()
        .map(known -> Columns.of(known, header))
        .orElseGet(() -> Columns.guess(header));
  }

  private static Columns parsed(String json) {
    try {
      return JsonMapper.shared().readValue(json, Columns.class);
    } catch (JacksonException e) {
      throw Problems.refuse(Refusal.INVALID, "hotline.columns", "columns is no JSON of columns");
    }
  }

  private TableView view(HotlineRows table, Columns columns, List<Judged> judged) {
    Map<String, Long> counts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      counts.put(
          outcome.name().toLowerCase(java.util.Locale.ROOT),
          judged.stream().filter(row -> row.outcome() == outcome).count());
    }
    return new TableView(
        table.header(),
        columns,
        columns.missing(),
        Arrays.stream(AppealKind.values())
            .map(kind -> new LimitView(kind.name(), kind.title(), kind.limit().amount()))
            .toList(),
        counts,
        judged.stream()
            .flatMap(row -> row.notices().stream())
            .filter(notice -> notice.code().equals("report.kind") && !notice.hint().isEmpty())
            .collect(Collectors.groupingBy(Notice::hint, TreeMap::new, Collectors.counting())),
        judged.stream().map(this::row).toList());
  }

  private RowView row(Judged row) {
    @Nullable ReportDraft draft = row.draft();
    @Nullable AppealKind appeal = draft == null ? null : draft.kind();
    @Nullable Instant at = draft == null ? null : draft.at();
    @Nullable Case known = row.known();
    return new RowView(
        row.number(),
        row.order(),
        row.outcome().name().toLowerCase(java.util.Locale.ROOT),
        known == null ? null : Long.toString(known.id()),
        known == null ? null : known.number(),
        at,
        appeal == null ? null : new CodeAndTitle(appeal.name(), appeal.title()),
        appeal == null || at == null ? null : city.calendar().deadline(at, appeal.limit()),
        draft == null ? null : category(draft.category()),
        row.division() == null ? null : Where.place(city, row.division()),
        row.notices().stream()
            .map(n -> new FaultView(n.place(), n.code(), n.message(), n.hint()))
            .toList());
  }

  private CodeAndTitle category(String code) {
    return new CodeAndTitle(
        code, rules.categories().find(code).map(Category::title).orElse(Text.of(code, code)));
  }
}
