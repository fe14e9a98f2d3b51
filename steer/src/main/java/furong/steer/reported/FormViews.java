package furong.steer.reported;

import furong.base.DivisionLevel;
import furong.base.Notice;
import furong.base.Period;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.people.User;
import furong.reported.Campaigns;
import furong.reported.FilledForm;
import furong.reported.FormBook;
import furong.reported.FormDesk;
import furong.reported.FormTree;
import furong.reported.Reported;
import furong.reported.Sheet;
import furong.reported.SheetAct;
import furong.reported.SheetKey;
import furong.reported.SheetState;
import furong.reported.Standings.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts sheets in words; what the endpoints of forms answer. */
public final class FormViews {

  public record DivisionView(String code, Text name, DivisionLevel level) {}

  public record StateView(String code, Text title) {}

  public record FormView(
      String id,
      String pack,
      Text title,
      String version,
      String cycle,
      Text cycleTitle,
      DivisionLevel asked,
      String source,
      int figures) {}

  /**
   * How a division stands.
   *
   * @param in approved among those that fill the form here, {@code expected} of them all
   * @param waiting sheets right below that wait to be judged
   */
  public record StandingView(
      DivisionView division,
      StateView state,
      int in,
      int expected,
      int waiting,
      @Nullable Instant due,
      boolean late,
      boolean fills) {}

  /** A form of the own division in one period. */
  public record MyForm(FormView form, String period, StandingView standing) {}

  /** Who is in: the division and those right below, with the way from the city down to it. */
  public record TreeView(
      FormView form,
      String period,
      List<DivisionView> path,
      StandingView self,
      List<StandingView> children) {}

  public record ReportedView(
      int version, @Nullable Double value, String note, String by, Instant at, String reason) {
    static ReportedView of(Reported r) {
      return new ReportedView(r.version(), r.value(), r.note(), r.byName(), r.at(), r.reason());
    }
  }

  public record LineView(
      String figure,
      Text title,
      Text meaning,
      String unit,
      boolean whole,
      @Nullable Double value,
      int count,
      @Nullable Double yearBefore,
      @Nullable ReportedView reported,
      List<String> parts,
      String atMost,
      @Nullable SourceView source) {}

  /** Where a figure is asked that this form only shows. */
  public record SourceView(String form, Text title, StateView state, int expected) {}

  public record ActView(String act, Text title, boolean reason) {}

  /** One sheet as its page shows it. */
  public record SheetView(
      FormView form,
      String period,
      DivisionView division,
      StateView state,
      String words,
      long version,
      @Nullable Instant due,
      boolean late,
      boolean fills,
      boolean mayType,
      boolean mayCorrect,
      List<ActView> acts,
      List<LineView> lines,
      List<Notice> faults,
      List<StandingView> missing) {}

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final CityProfile city;
  private final FormBook book;
  private final Campaigns campaigns;
  private final FormTree tree;
  private final FormDesk desk;
  private final InstantSource time;

  public FormViews(
      CityProfile city,
      FormBook book,
      Campaigns campaigns,
      FormTree tree,
      FormDesk desk,
      InstantSource time) {
    this.city = city;
    this.book = book;
    this.campaigns = campaigns;
    this.tree = tree;
    this.desk = desk;
    this.time = time;
  }

  static FormView form(FormDef f) {
    return new FormView(
        f.id(),
        f.pack(),
        f.title(),
        f.version(),
        f.cycle().name(),
        f.cycle().title(),
        f.asked(),
        f.source(),
        f.figures().size());
  }

  DivisionView division(String code) {
    return city.history()
        .find(code)
        .map(FormViews::division)
        .orElseGet(() -> new DivisionView(code, Text.of(code, code), DivisionLevel.GRID));
  }

  /** The division of a level that {@code code} lies in; itself when it lies above that level. */
  DivisionView upTo(String code, DivisionLevel level) {
    return city.divisions()
        .ancestor(code, level)
        .map(FormViews::division)
        .orElseGet(() -> division(code));
  }

  private static DivisionView division(Division d) {
    return new DivisionView(d.code(), d.name(), d.level());
  }

  List<DivisionView> path(String code, Period period) {
    return city.history().in(period).path(code).stream().map(FormViews::division).toList();
  }

  static StateView state(SheetState state) {
    return new StateView(state.name(), state.title());
  }

  /** When a sheet must be in. */
  Optional<Instant> due(SheetKey key) {
    return campaigns.dueAt(key, city.zone());
  }

  /** An instant as a table of an office has it; empty for none. */
  String minute(@Nullable Instant at) {
    return at == null ? "" : MINUTE.format(at.atZone(city.zone()));
  }

  StandingView standing(Standing s) {
    SheetKey key = s.sheet().key();
    Optional<Instant> due = due(key);
    boolean fills =
        book.find(key.form())
            .filter(f -> tree.in(key.period()).fills(f, key.division()))
            .isPresent();
    return new StandingView(
        division(key.division()),
        state(s.sheet().state()),
        s.in(),
        s.expected(),
        s.waiting(),
        due.orElse(null),
        s.late(due, time.instant()),
        fills);
  }

  TreeView tree(FormDef form, Period period, List<Standing> standings) {
    List<StandingView> views = standings.stream().map(this::standing).toList();
    return new TreeView(
        form(form),
        period.text(),
        path(views.getFirst().division().code(), period),
        views.getFirst(),
        views.subList(1, views.size()));
  }

  SheetView sheet(User user, FilledForm filled, List<Standing> below) {
    Sheet sheet = filled.sheet();
    Optional<Instant> due = due(sheet.key());
    boolean late =
        sheet.state() != SheetState.APPROVED && due.filter(time.instant()::isAfter).isPresent();
    return new SheetView(
        form(filled.form()),
        sheet.key().period().text(),
        division(sheet.key().division()),
        state(sheet.state()),
        sheet.words(),
        sheet.version(),
        due.orElse(null),
        late,
        filled.fills(),
        desk.mayType(user, sheet),
        desk.mayCorrect(user, sheet),
        desk.acts(user, sheet).stream()
            .map(a -> new ActView(a.code(), a.title(), a == SheetAct.SEND_BACK))
            .toList(),
        filled.lines().stream().map(FormViews::line).toList(),
        filled.faults(),
        below.stream()
            .filter(s -> s.sheet().state() != SheetState.APPROVED)
            .map(this::standing)
            .toList());
  }

  private static LineView line(FilledForm.Line line) {
    FigureDef f = line.figure();
    Reported reported = line.reported();
    FilledForm.Source source = line.source();
    return new LineView(
        f.id(),
        f.title(),
        f.meaning(),
        f.unit(),
        f.whole(),
        line.value(),
        line.count(),
        line.yearBefore(),
        reported == null ? null : ReportedView.of(reported),
        f.parts(),
        f.atMost(),
        source == null
            ? null
            : new SourceView(
                source.form().id(),
                source.form().title(),
                state(source.state()),
                source.expected()));
  }
}
