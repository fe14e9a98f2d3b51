package furong.work.hotline;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.AppealKind;
import furong.cases.Case;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Source;
import furong.cases.CityCases;
import furong.cases.ReportDesk;
import furong.cases.ReportDesk.Received;
import furong.cases.ReportDraft;
import furong.cases.Suggested;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.work.hotline.HotlineRows.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows of a hotline's table, and takes in those that are right. Each row is a matter of
 * its own: one that is wrong holds no other up, and when the mended table comes again, those that
 * were taken are known by their number.
 *
 * <p>A look changes nothing; taking judges anew, so that what is taken is what is there then.
 */
public final class HotlineDesk {

  /** Who brings the hotline's matters in: the duty desk that accepts them. */
  private static final Set<Role> DESK = Set.of(Role.OPERATOR);

  /** As the timeline of such a case names who brought it. */
  private static final String NAME = "12345 热线";

  /** What is, or would be, with a row. */
  public enum Outcome {
    /** It is right; when the table is taken it becomes a case. */
    NEW,
    /** It is here already. */
    KNOWN,
    REFUSED
  }

  /**
   * A row as it was judged.
   *
   * @param number of the file's row
   * @param order the work order's number in the table
   * @param known its case; null for rows that are new and not taken
   * @param draft null when refused
   * @param division code; null when refused
   * @param notices what is wrong; their place is the column
   */
  public record Judged(
      int number,
      String order,
      Outcome outcome,
      @Nullable Case known,
      @Nullable ReportDraft draft,
      @Nullable String division,
      List<Notice> notices) {
    public Judged {
      notices = List.copyOf(notices);
    }
  }

  private final ReportDesk desk;
  private final AuditTrail audit;
  private final CityProfile city;
  private final CityCases rules;
  private final Transactions transactions;
  private final InstantSource time;

  public HotlineDesk(
      ReportDesk desk,
      AuditTrail audit,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time) {
    this.desk = desk;
    this.audit = audit;
    this.city = city;
    this.rules = rules;
    this.transactions = transactions;
    this.time = time;
  }

  /** What would become of each row; nothing is kept. */
  public Result<List<Judged>> look(Caller caller, HotlineRows table, Columns columns) {
    return Rights.may(caller.user(), DESK)
        .then(role -> chosen(columns))
        .map(chosen -> judge(caller, table, columns));
  }

  /**
   * Takes the rows that are right, one transaction each.
   *
   * @param file its name, for the audit trail
   */
  public Result<List<Judged>> take(Caller caller, String file, HotlineRows table, Columns columns) {
    return Rights.may(caller.user(), DESK)
        .then(role ->
            chosen(columns)
                .map(chosen -> {
                  List<Judged> done =
                      judge(caller, table, columns).stream().map(this::taken).toList();
                  noted(caller, role, file, done);
                  return done;
                }));
  }

  private static Result<Columns> chosen(Columns columns) {
    List<String> missing = columns.missing();
    return missing.isEmpty()
        ? Result.ok(columns)
        : new Result.Refused<>(
            Refusal.INVALID,
            missing.stream()
                .map(part -> Notice.of("hotline.column", part, "Choose the column of: " + part))
                .toList());
  }

  private List<Judged> judge(Caller caller, HotlineRows table, Columns columns) {
    ReportMapping mapping = columns.mapping(city.zone(), rules.categories());
    Map<String, Integer> seen = new HashMap<>();
    List<Judged> judged = new ArrayList<>();
    for (Row row : table.rows()) {
      ReportRow read = new ReportRow(mapping, table.header(), row.cells(), "", row.number());
      String order = read.ownNumber();
      @Nullable Integer before = order.isEmpty() ? null : seen.putIfAbsent(order, row.number());
      judged.add(judge(caller, read, order, before));
    }
    return judged;
  }

  private Judged judge(Caller caller, ReportRow row, String order, @Nullable Integer before) {
    List<Notice> notices = new ArrayList<>();
    if (order.isEmpty()) {
      notices.add(
          Notice.of("row.number", row.mapping().number(), "The row has no work order number"));
    }
    if (before != null) {
      notices.add(
          Notice.of("row.twice", row.mapping().number(), order + " stands in row " + before));
    }
    switch (row.form(this::division)) {
      case Result.Refused<Map<String, String>>(Refusal refusal, List<Notice> faults) ->
          notices.addAll(faults);
      case Result.Ok<Map<String, String>>(Map<String, String> form) -> {
        Result<Judged> right = draft(form).then(draft -> right(caller, row, order, draft));
        switch (right) {
          case Result.Ok<Judged>(Judged judged) -> {
            if (notices.isEmpty()) {
              return judged;
            }
          }
          case Result.Refused<Judged>(Refusal refusal, List<Notice> faults) ->
              faults.forEach(fault -> notices.add(atColumn(fault, row.mapping())));
        }
      }
    }
    return new Judged(row.number(), order, Outcome.REFUSED, null, null, null, notices);
  }

  private Result<Judged> right(Caller caller, ReportRow row, String order, ReportDraft draft) {
    Optional<Received> known = desk.known(draft);
    if (known.isPresent()) {
      Case c = known.get().entry().matter();
      return Result.ok(
          new Judged(
              row.number(), order, Outcome.KNOWN, c, draft, c.matter().division(), List.of()));
    }
    return desk.mayCome(draft)
        .then(division ->
            Rights.may(caller.user(), DESK, division)
                .map(role ->
                    new Judged(
                        row.number(), order, Outcome.NEW, null, draft, division, List.of())));
  }

  /** What the desk says of a part of a report, at the column that the part came from. */
  private static Notice atColumn(Notice fault, ReportMapping mapping) {
    String column =
        switch (fault.code()) {
          case "report.future" -> mapping.time();
          case "report.words" -> String.join(" ", mapping.words());
          case "report.contact" -> (mapping.name() + " " + mapping.phone()).strip();
          case "report.category" -> mapping.kind().column();
          default ->
              mapping.lng().isEmpty()
                  ? String.join(" ", mapping.division())
                  : mapping.lng() + " " + mapping.lat();
        };
    return fault.at(column);
  }

  private Result<ReportDraft> draft(Map<String, String> form) {
    @Nullable LngLat place = null;
    if (form.containsKey("lat") && form.containsKey("long")) {
      try {
        place =
            LngLat.of(
                Double.parseDouble(form.getOrDefault("long", "")),
                Double.parseDouble(form.getOrDefault("lat", "")));
      } catch (IllegalArgumentException e) {
        return Result.refused(
            Refusal.INVALID, Notice.of("report.place", "place", "That is no place on Earth"));
      }
    }
    return Result.ok(
        new ReportDraft(
            Source.HOTLINE,
            0,
            NAME,
            form.getOrDefault("external_id", ""),
            AppealKind.valueOf(form.getOrDefault("attribute[appeal]", "")),
            Instant.parse(form.getOrDefault("requested_datetime", "")),
            form.getOrDefault("service_code", ""),
            form.getOrDefault("description", ""),
            place,
            form.getOrDefault("division", ""),
            form.getOrDefault("address_string", ""),
            new Contact(form.getOrDefault("last_name", ""), form.getOrDefault("phone", ""), ""),
            Map.of(),
            "",
            List.of(),
            false,
            null,
            Suggested.NONE));
  }

  /** By its code or its name in one of the two languages, right below the parent. */
  private Optional<String> division(String parent, String name) {
    String above = parent.isEmpty() ? city.divisions().root().code() : parent;
    return city.divisions().children(above).stream()
        .filter(
            d -> d.code().equals(name) || d.name().zh().equals(name) || d.name().en().equals(name))
        .map(d -> d.code())
        .findFirst();
  }

  private Judged taken(Judged row) {
    if (row.outcome() != Outcome.NEW || row.draft() == null) {
      return row;
    }
    return switch (desk.receive(row.draft())) {
      case Result.Ok<Received>(Received received) ->
          new Judged(
              row.number(),
              row.order(),
              received.known() ? Outcome.KNOWN : Outcome.NEW,
              received.entry().matter(),
              row.draft(),
              row.division(),
              List.of());
      case Result.Refused<Received>(Refusal refusal, List<Notice> faults) ->
          new Judged(row.number(), row.order(), Outcome.REFUSED, null, null, null, faults);
    };
  }

  private void noted(Caller caller, Role role, String file, List<Judged> done) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("file", file);
    for (Outcome outcome : Outcome.values()) {
      long count = done.stream().filter(row -> row.outcome() == outcome).count();
      facts.put(outcome.name().toLowerCase(java.util.Locale.ROOT), Long.toString(count));
    }
    transactions.inOne(() ->
        audit.append(
            AuditEntry.of(
                time.instant(),
                caller,
                role.name(),
                "hotline.import",
                "hotline",
                Map.of(),
                facts)));
  }
}
