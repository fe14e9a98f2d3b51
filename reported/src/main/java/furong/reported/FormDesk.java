package furong.reported;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.city.Division;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where people report figures: fill, hand in, approve, send back, and correct what is locked.
 *
 * <pre>{@code
 * desk.save(caller, key, 0, List.of(new Cell("health-check.homes", 1_200.0, "")));
 * desk.act(caller, key, SheetAct.SUBMIT, 1, "");
 * desk.act(street, key, SheetAct.APPROVE, 2, "");       // by somebody else, of the division above
 * desk.correct(street, key, 3, List.of(new Cell("health-check.homes", 1_210.0, "")), "漏报一栋");
 * }</pre>
 *
 * The only writer of sheets and figures. Everything is checked here, whatever the screen did.
 */
public final class FormDesk {

  /** A reason that says something: two characters are a word in Chinese. */
  private static final int SHORTEST_REASON = 2;

  private final FormBook book;
  private final FormTree tree;
  private final SheetGate gate;
  private final ReportedStore store;
  private final FigureChanges changes;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public FormDesk(
      FormBook book,
      FormTree tree,
      Campaigns campaigns,
      ReportedStore store,
      FigureChanges changes,
      AuditTrail audit,
      Transactions transactions,
      ZoneId zone,
      InstantSource time) {
    this.book = book;
    this.tree = tree;
    this.gate = new SheetGate(book, tree, campaigns, zone, time);
    this.store = store;
    this.changes = changes;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** Keeps what was typed, before it is handed in. */
  public Result<Sheet> save(Caller caller, SheetKey key, long version, Collection<Cell> cells) {
    return transactions.inOne(() ->
        gate.open(key)
            .then(form -> gate.mayType(caller.user(), form, key))
            .then(role ->
                fresh(store.lock(key), version).then(sheet -> keep(caller, role, sheet, cells))));
  }

  private Result<Sheet> keep(Caller caller, Role role, Sheet sheet, Collection<Cell> cells) {
    if (!SheetAct.SUBMIT.from().contains(sheet.state())) {
      return refused(
          Refusal.CONFLICT,
          "sheet.locked",
          sheet.key(),
          "It is handed in; it cannot be changed now");
    }
    List<Notice> faults = faults(sheet.key(), cells);
    if (!faults.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, faults);
    }
    Instant now = time.instant();
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    List<Reported> added = versions(caller, sheet.key(), cells, "", now, before, after);
    if (added.isEmpty()) {
      return Result.ok(sheet);
    }
    store.add(added);
    Sheet saved = sheet.saved(now);
    store.put(saved);
    keepTrail(caller, role.name(), "save", sheet.key(), before, after, now);
    return Result.ok(saved);
  }

  List<Notice> faults(SheetKey key, Collection<Cell> cells) {
    Checks checks = book.checks(form(key));
    return cells.stream()
        .flatMap(cell -> checks.cell(cell).stream())
        .map(notice -> at(key, notice))
        .toList();
  }

  /** What differs from the newest version, as the next one. */
  private List<Reported> versions(
      Caller caller,
      SheetKey key,
      Collection<Cell> cells,
      String reason,
      Instant now,
      Map<String, String> before,
      Map<String, String> after) {
    Map<String, Reported> stands = current(key);
    List<Reported> added = new ArrayList<>();
    for (Cell cell : cells) {
      @Nullable Reported old = stands.get(cell.figure());
      boolean same =
          old == null
              ? cell.value() == null && cell.note().isBlank()
              : old.says(cell.value(), cell.note());
      if (!same) {
        before.put(cell.figure(), old == null ? "" : words(old.value(), old.note()));
        after.put(cell.figure(), words(cell.value(), cell.note()));
        added.add(
            new Reported(
                cell.figure(),
                key.division(),
                key.period(),
                old == null ? 1 : old.version() + 1,
                cell.value(),
                cell.note(),
                caller.user().id(),
                caller.user().name().zh(),
                now,
                reason));
      }
    }
    return added;
  }

  private static String words(@Nullable Double value, String note) {
    return (value == null ? "-" : value.toString()) + (note.isBlank() ? "" : " (" + note + ")");
  }

  private Map<String, Reported> current(SheetKey key) {
    Map<String, Reported> by = new HashMap<>();
    List<String> figures = form(key).figures().stream().map(FigureDef::id).toList();
    store.current(figures, key.division(), key.period()).forEach(r -> by.put(r.figure(), r));
    return by;
  }

  /** Hands in, approves or sends back. */
  public Result<Sheet> act(Caller caller, SheetKey key, SheetAct act, long version, String words) {
    return transactions.inOne(() ->
        gate.open(key)
            .then(form -> gate.takes(act, form, key))
            .then(form -> gate.may(caller.user(), act, key))
            .then(role ->
                fresh(store.lock(key), version)
                    .then(sheet -> allowed(caller, sheet, act, words))
                    .map(sheet -> carryOut(caller, role, sheet, act, words))));
  }

  private Result<Sheet> allowed(Caller caller, Sheet sheet, SheetAct act, String words) {
    SheetKey key = sheet.key();
    if (!act.from().contains(sheet.state())) {
      return refused(
          Refusal.CONFLICT, "sheet.state", key, act.code() + " does not go from " + sheet.state());
    }
    if (act.fromAbove() && caller.user().id().equals(sheet.submittedBy())) {
      return refused(
          Refusal.FORBIDDEN, "sheet.own", key, "Somebody else judges what you handed in");
    }
    if (act == SheetAct.SEND_BACK && words.strip().length() < SHORTEST_REASON) {
      return refused(Refusal.INVALID, "sheet.reason", key, "Say why it is sent back");
    }
    if (act != SheetAct.SUBMIT) {
      return Result.ok(sheet);
    }
    List<Notice> faults =
        tree.in(key.period()).fills(form(key), key.division()) ? whole(key) : notIn(form(key), key);
    return faults.isEmpty() ? Result.ok(sheet) : new Result.Refused<>(Refusal.INVALID, faults);
  }

  /** What keeps a form from being handed in by those who fill it. */
  List<Notice> whole(SheetKey key) {
    FormDef form = form(key);
    return book.checks(form).whole(cells(key), yearBefore(form, key)).stream()
        .map(notice -> at(key, notice))
        .toList();
  }

  private Map<String, Cell> cells(SheetKey key) {
    Map<String, Cell> cells = new HashMap<>();
    current(key)
        .values()
        .forEach(r -> cells.put(r.figure(), new Cell(r.figure(), r.value(), r.note())));
    return cells;
  }

  Map<String, Double> yearBefore(FormDef form, SheetKey key) {
    Map<String, Double> before = new HashMap<>();
    List<String> figures = form.figures().stream().map(FigureDef::id).toList();
    for (Reported r :
        store.current(figures, key.division(), form.cycle().yearBefore(key.period()))) {
      Double value = r.value();
      if (value != null) {
        before.put(r.figure(), value);
      }
    }
    return before;
  }

  /** The divisions right below that are not approved yet, each as a notice. */
  private List<Notice> notIn(FormDef form, SheetKey key) {
    List<Notice> missing = new ArrayList<>();
    for (Division child : tree.in(key.period()).children(form, key.division())) {
      SheetKey below = new SheetKey(form.id(), child.code(), key.period());
      SheetState state = store.find(below).map(Sheet::state).orElse(SheetState.DRAFT);
      if (state != SheetState.APPROVED) {
        missing.add(
            Notice.of("sheet.missing", child.code(), child.name().zh() + " " + state.title().zh()));
      }
    }
    return missing;
  }

  private Sheet carryOut(Caller caller, Role role, Sheet sheet, SheetAct act, String words) {
    Instant now = time.instant();
    SheetKey key = sheet.key();
    Sheet after = sheet.after(act, caller.user().id(), words.strip(), now);
    store.put(after);
    keepTrail(
        caller,
        role.name(),
        act.code(),
        key,
        Map.of("state", sheet.state().name()),
        words.isBlank()
            ? Map.of("state", after.state().name())
            : Map.of("state", after.state().name(), "words", words.strip()),
        now);
    if (act == SheetAct.APPROVE) {
      List<String> figures = form(key).figures().stream().map(FigureDef::id).toList();
      changes.changed(figures, key.division(), key.period(), "approved");
    }
    return after;
  }

  /**
   * Changes figures that are locked, a sum together with its parts. What stood stays, with the
   * reason of the change, which also explains a jump against the year before.
   */
  public Result<Sheet> correct(
      Caller caller, SheetKey key, long version, Collection<Cell> cells, String reason) {
    return transactions.inOne(() ->
        gate.open(key)
            .then(form -> gate.may(caller.user(), SheetAct.APPROVE, key))
            .then(role ->
                fresh(store.lock(key), version)
                    .then(sheet -> corrected(caller, role, sheet, cells, reason.strip()))));
  }

  private Result<Sheet> corrected(
      Caller caller, Role role, Sheet sheet, Collection<Cell> cells, String reason) {
    SheetKey key = sheet.key();
    if (sheet.state() != SheetState.APPROVED
        || !tree.in(key.period()).fills(form(key), key.division())) {
      return refused(
          Refusal.CONFLICT,
          "sheet.state",
          key,
          "Only an approved sheet of those asked is corrected");
    }
    if (reason.length() < SHORTEST_REASON) {
      return refused(Refusal.INVALID, "sheet.reason", key, "Say why the figure is changed");
    }
    List<Notice> faults = faults(key, cells);
    if (faults.isEmpty()) {
      faults = broken(key, cells, reason);
    }
    if (!faults.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, faults);
    }
    Instant now = time.instant();
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    List<Reported> added = versions(caller, key, cells, reason, now, before, after);
    if (added.isEmpty()) {
      return Result.ok(sheet);
    }
    store.add(added);
    Sheet saved = sheet.saved(now);
    store.put(saved);
    List<String> figures = List.copyOf(after.keySet());
    after.put("reason", reason);
    keepTrail(caller, role.name(), "correct", key, before, after, now);
    changes.changed(figures, key.division(), key.period(), reason);
    return Result.ok(saved);
  }

  /** What is wrong with the whole sheet after a correction and was not before. */
  private List<Notice> broken(SheetKey key, Collection<Cell> cells, String reason) {
    FormDef form = form(key);
    Checks checks = book.checks(form);
    Map<String, Double> yearBefore = yearBefore(form, key);
    Map<String, Cell> stands = cells(key);
    List<Notice> old = checks.whole(stands, yearBefore);
    Map<String, Cell> next = new HashMap<>(stands);
    cells.forEach(c ->
        next.put(
            c.figure(), new Cell(c.figure(), c.value(), c.note().isBlank() ? reason : c.note())));
    return checks.whole(next, yearBefore).stream()
        .filter(n ->
            old.stream().noneMatch(o -> o.code().equals(n.code()) && o.place().equals(n.place())))
        .map(n -> at(key, n))
        .toList();
  }

  /** What {@code user} may do to a sheet now, whatever its figures say. */
  public List<SheetAct> acts(User user, Sheet sheet) {
    return gate.acts(user, sheet);
  }

  /** Whether {@code user} may type figures into the sheet as it stands. */
  public boolean mayType(User user, Sheet sheet) {
    return gate.mayType(user, sheet);
  }

  /** Whether {@code user} may change what is locked. */
  public boolean mayCorrect(User user, Sheet sheet) {
    return gate.mayCorrect(user, sheet);
  }

  private FormDef form(SheetKey key) {
    return book.find(key.form()).orElseThrow(() -> new IllegalArgumentException(key.form()));
  }

  private Result<Sheet> fresh(Sheet sheet, long version) {
    return sheet.version() == version
        ? Result.ok(sheet)
        : refused(
            Refusal.CONFLICT,
            "sheet.stale",
            sheet.key(),
            "Somebody else changed it; load it again");
  }

  private static Notice at(SheetKey key, Notice notice) {
    return notice.at(key.division() + "/" + notice.place());
  }

  private static <T> Result<T> refused(Refusal refusal, String code, SheetKey key, String message) {
    return Result.refused(refusal, Notice.of(code, key.division(), message));
  }

  private void keepTrail(
      Caller caller,
      String role,
      String act,
      SheetKey key,
      Map<String, String> before,
      Map<String, String> after,
      Instant now) {
    audit.append(AuditEntry.of(now, caller, role, "sheet." + act, key.subject(), before, after));
  }
}
