package furong.warn.notify;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.notify.CalmBoard;
import furong.notify.CalmStore;
import furong.notify.DutyDesk;
import furong.notify.LogNote;
import furong.notify.RosterStore;
import furong.notify.Shift;
import furong.notify.cap.WarningStore;
import furong.people.Caller;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import furong.serve.Lists;
import furong.serve.Problems;
import furong.serve.people.Names;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is on duty for an organisation, its log, and how things stand at a hand-over. */
@RestController
@RequestMapping("/api/duty")
@Tag(name = "duty", description = "值班 Duty: roster, log, hand-over")
public class DutyController {

  /** A roster is looked at by the week. */
  private static final Duration WEEK = Duration.ofDays(7);

  /** A roster is planned and counted by the quarter at most. */
  private static final Duration QUARTER = Duration.ofDays(92);

  private final DutyDesk desk;
  private final RosterStore store;
  private final UserStore users;
  private final CalmBoard board;
  private final CalmStore calm;
  private final WarningStore warnings;
  private final CaseStore cases;
  private final Names names;
  private final CityProfile city;
  private final InstantSource time;

  DutyController(
      DutyDesk desk,
      RosterStore store,
      UserStore users,
      CalmBoard board,
      CalmStore calm,
      WarningStore warnings,
      CaseStore cases,
      Names names,
      CityProfile city,
      InstantSource time) {
    this.desk = desk;
    this.store = store;
    this.users = users;
    this.board = board;
    this.calm = calm;
    this.warnings = warnings;
    this.cases = cases;
    this.names = names;
    this.city = city;
    this.time = time;
  }

  public record OrganisationView(String id, Text name, String division) {}

  public record PersonView(String id, Text name) {}

  public record ShiftView(
      String id, PersonView user, Instant from, Instant to, String note, boolean now) {}

  /** How an organisation stands. @param facts alerts, cases, silences, warnings by name */
  public record DutyView(
      OrganisationView organisation,
      List<PersonView> onDuty,
      List<ShiftView> shifts,
      List<PersonView> people,
      Map<String, Long> facts) {}

  public record NoteView(
      String id,
      Instant at,
      PersonView by,
      @Nullable PersonView to,
      String text,
      Map<String, Long> facts) {}

  @GetMapping("/organisations")
  @Operation(summary = "值班机构 Whose roster this person may read, by a part of the name; city first")
  Lists.Slice<OrganisationView> organisations(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    String wanted = q.strip().toLowerCase(Locale.ROOT);
    List<OrganisationView> all =
        city.organisations().stream()
            .filter(o -> caller.user().scope().covers(o.division()))
            .filter(o -> named(o.name(), wanted))
            .map(DutyController::view)
            .toList();
    return Lists.page(all, page, size);
  }

  private static boolean named(Text name, String wanted) {
    return name.zh().contains(wanted) || name.en().toLowerCase(Locale.ROOT).contains(wanted);
  }

  @GetMapping
  @Operation(summary = "值班表 The roster of an organisation for a week, and how things stand")
  DutyView duty(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String organisation,
      @RequestParam(required = false) @Nullable Instant from) {
    Organisation o = Problems.orThrow(desk.read(caller.user(), organisation));
    Instant now = time.instant();
    Instant begin = from == null ? now.minus(Duration.ofDays(1)) : from;
    return new DutyView(
        view(o),
        desk.onDuty(o.id(), now).stream().map(u -> person(u.id())).toList(),
        store.shifts(o.id(), begin, begin.plus(WEEK)).stream().map(s -> view(s, now)).toList(),
        users.list().stream().filter(u -> serves(u, o)).map(u -> person(u.id())).toList(),
        facts(o, now));
  }

  /** Whoever may be put on its roster. */
  private static boolean serves(User user, Organisation o) {
    return (user.has(Role.OPERATOR) || user.has(Role.STREET))
        && user.scope().covers(o.division())
        && (user.organisation() == null || user.organisation().equals(o.id()));
  }

  private Map<String, Long> facts(Organisation o, Instant now) {
    List<String> within = List.of(o.division());
    List<Alert> open = board.list(within, null, null, now);
    Map<String, Long> facts = new TreeMap<>();
    facts.put("openAlerts", (long) open.size());
    facts.put("unacknowledged", open.stream().filter(a -> a.acknowledgedBy() == null).count());
    facts.put("mutedAlerts", (long) board.list(within, true, null, now).size());
    facts.put(
        "openCases",
        cases.countByState(within).entrySet().stream()
            .filter(e -> !e.getKey().ended())
            .mapToLong(Map.Entry::getValue)
            .sum());
    facts.put(
        "undispatched",
        cases.countByState(within).entrySet().stream()
            .filter(e -> e.getKey() == CaseState.ACCEPTED || e.getKey() == CaseState.REGISTERED)
            .mapToLong(Map.Entry::getValue)
            .sum());
    facts.put(
        "silences",
        calm.silences(now).stream().filter(s -> s.quietUntil(now, city.zone()) != null).count());
    facts.put("warnings", warnings.count(new WarningStore.Query(within, now, null, 0, 1)));
    return facts;
  }

  public record ShiftBody(
      @Nullable String organisation,
      @Nullable String user,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String note) {}

  private static final List<String> SHIFT_HEADER = List.of("id", "user", "from", "to", "note");

  @GetMapping("/shifts")
  @Operation(summary = "值班表导出 Shifts of an organisation; a quarter at most; json, csv or xlsx")
  ResponseEntity<?> shifts(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String organisation,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Organisation o = Problems.orThrow(desk.read(caller.user(), organisation));
    Instant now = time.instant();
    Instant begin = from == null ? now.minus(Duration.ofDays(1)) : from;
    Instant end = to == null ? begin.plus(Duration.ofDays(31)) : to;
    if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(QUARTER) > 0) {
      throw Problems.refuse(
          Refusal.INVALID, "duty.span", "from lies before to, by 92 days at most");
    }
    List<Shift> all = store.shifts(o.id(), begin, end);
    if (Lists.isFile(format)) {
      return Lists.file(format, "roster", SHIFT_HEADER, all.stream().map(this::row).toList());
    }
    return ResponseEntity.ok(Lists.page(all.stream().map(s -> view(s, now)).toList(), page, size));
  }

  private List<String> row(Shift s) {
    return List.of(
        Long.toString(s.id()),
        names.of(s.user()).zh(),
        s.from().toString(),
        s.to().toString(),
        s.note());
  }

  @PostMapping("/shifts")
  @Operation(summary = "排班 Puts somebody on the roster")
  ShiftView plan(@AuthenticationPrincipal Caller caller, @RequestBody ShiftBody body) {
    Instant from = Given.need(body.from(), "from");
    Instant to = Given.need(body.to(), "to");
    if (!from.isBefore(to)) {
      throw Problems.refuse(Refusal.INVALID, "duty.to", "a shift begins before it ends");
    }
    String note = body.note() == null ? "" : body.note();
    Shift shift =
        new Shift(
            0,
            Given.need(body.organisation(), "organisation"),
            Given.need(body.user(), "user"),
            from,
            to,
            note.strip());
    return view(Problems.orThrow(desk.plan(caller, shift)), time.instant());
  }

  @DeleteMapping("/shifts/{id}")
  @Operation(summary = "撤销排班 Takes a shift off the roster")
  ShiftView cancel(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
    return view(Problems.orThrow(desk.cancel(caller, id)), time.instant());
  }

  @GetMapping("/log")
  @Operation(summary = "值班日志 The duty log of an organisation, newest first")
  ResponseEntity<?> log(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String organisation,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "json") String format) {
    Organisation o = Problems.orThrow(desk.read(caller.user(), organisation));
    Lists.check(page, size);
    if (Lists.isFile(format)) {
      return Lists.file(
          format,
          "duty-log",
          List.of("id", "at", "by", "to", "text", "facts"),
          store.log(o.id(), 0, Lists.MAX_EXPORT).stream().map(this::row).toList());
    }
    return ResponseEntity.ok(
        new Lists.Slice<>(
            store.log(o.id(), page * size, size).stream().map(this::view).toList(),
            store.countLog(o.id()),
            page,
            size));
  }

  private List<String> row(LogNote n) {
    return List.of(
        Long.toString(n.id()),
        n.at().toString(),
        names.of(n.by()).zh(),
        n.to() == null ? "" : names.of(n.to()).zh(),
        n.text(),
        n.facts().toString());
  }

  public record NoteBody(
      @Nullable String organisation, @Nullable String text, @Nullable String to) {}

  @PostMapping("/log")
  @Operation(summary = "记录与交班 Writes a note; with `to` it is a hand-over with how things stand")
  NoteView write(@AuthenticationPrincipal Caller caller, @RequestBody NoteBody body) {
    @Nullable String to = body.to();
    String organisation = Given.need(body.organisation(), "organisation");
    String text = Given.need(body.text(), "text");
    if (to == null || to.isBlank()) {
      return view(Problems.orThrow(desk.write(caller, organisation, text)));
    }
    Organisation o = Problems.orThrow(desk.read(caller.user(), organisation));
    return view(
        Problems.orThrow(desk.handOver(caller, o.id(), to, text, facts(o, time.instant()))));
  }

  private PersonView person(String id) {
    return new PersonView(id, names.of(id));
  }

  private static OrganisationView view(Organisation o) {
    return new OrganisationView(o.id(), o.name(), o.division());
  }

  private ShiftView view(Shift s, Instant now) {
    return new ShiftView(
        Long.toString(s.id()), person(s.user()), s.from(), s.to(), s.note(), s.covers(now));
  }

  private NoteView view(LogNote n) {
    return new NoteView(
        Long.toString(n.id()),
        n.at(),
        person(n.by()),
        n.to() == null ? null : person(n.to()),
        n.text(),
        n.facts());
  }
}
