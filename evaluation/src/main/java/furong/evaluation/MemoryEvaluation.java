package furong.evaluation;

import furong.base.TimeRange;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.MemoryCases;
import furong.cases.Progress;
import furong.city.Divisions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of case work over cases in memory: case by case, as the words say it. */
public final class MemoryEvaluation implements CaseEvaluation {

  private final MemoryCases cases;

  public MemoryEvaluation(MemoryCases cases) {
    this.cases = cases;
  }

  /** One case with when its handling limit ends. */
  private record Due(Case c, @Nullable Instant due) {}

  @Override
  public List<Line> evaluate(By by, List<String> within, String category, TimeRange period) {
    Map<String, Tally> lines = new TreeMap<>();
    for (Case c : cases.all()) {
      boolean inside =
          within.isEmpty()
              || within.stream().anyMatch(d -> Divisions.isWithin(c.matter().division(), d));
      if (inside && c.matter().category().startsWith(category)) {
        Due due = new Due(c, cases.closingDue(c.id()));
        key(by, c).ifPresent(k -> lines.merge(k, states(due, period), Tally::and));
        moves(by, c, period, lines);
      }
    }
    return lines.entrySet().stream()
        .filter(e -> !e.getValue().equals(Tally.NONE))
        .map(e -> new Line(e.getKey(), e.getValue()))
        .toList();
  }

  private static Optional<String> key(By by, Case c) {
    String code = c.matter().division();
    return switch (by) {
      case ORGANISATION -> Optional.ofNullable(c.progress().organisation());
      case COUNTY -> prefix(code, 6);
      case STREET -> prefix(code, 9);
      case COMMUNITY -> prefix(code, 12);
      case CATEGORY -> Optional.of(c.matter().category());
    };
  }

  private static Optional<String> prefix(String code, int digits) {
    return code.length() < digits ? Optional.empty() : Optional.of(code.substring(0, digits));
  }

  private static Tally states(Due d, TimeRange period) {
    Progress at = d.c().progress();
    Dossier dossier = at.dossier();
    boolean counts =
        at.registeredAt() != null
            && d.due() != null
            && at.state() != CaseState.CANCELLED
            && at.state() != CaseState.MERGED;
    boolean ends = counts && in(period, d.due());
    boolean later = counts && d.due() != null && !d.due().isBefore(period.end());
    boolean toHandle = ends || (later && in(period, dossier.handledAt()));
    boolean toClose = ends || (later && in(period, at.closedAt()));
    boolean handled = toHandle && before(dossier.handledAt(), period);
    boolean closed = toClose && at.state() == CaseState.CLOSED && before(at.closedAt(), period);
    boolean inTime = Boolean.TRUE.equals(at.handledInTime());
    boolean registered = in(period, at.registeredAt());
    boolean ended = before(at.closedAt(), period);
    boolean found =
        in(period, d.c().openedAt())
            && d.c().matter().origin() == Matter.Origin.PATROL
            && at.state() != CaseState.CANCELLED
            && at.state() != CaseState.MERGED;
    return new Tally(
        one(in(period, d.c().openedAt())),
        one(registered),
        one(registered && d.c().matter().origin() == Matter.Origin.PERSON && at.verified()),
        one(toHandle),
        one(handled),
        one(handled && inTime),
        one(ends && !handled),
        one(toHandle && dossier.extension().granted() > 0),
        one(toClose),
        one(closed),
        one(closed && inTime),
        one(toClose && at.reworks() > 0),
        0,
        0,
        0,
        one(found),
        one(found && d.c().mendedOnSpot() && at.state() == CaseState.CLOSED && ended));
  }

  /** Dispatches and returns belong to the organisation of their moment. */
  private void moves(By by, Case c, TimeRange period, Map<String, Tally> lines) {
    List<CaseEvent> timeline = cases.timeline(c.id());
    for (int i = 0; i < timeline.size(); i++) {
      CaseEvent e = timeline.get(i);
      boolean dispatch = e.kind().equals(CaseAction.DISPATCH.code());
      boolean back = e.kind().equals(CaseAction.RETURN.code());
      String organisation = e.organisation();
      if ((!dispatch && !back) || organisation == null || !in(period, e.at())) {
        continue;
      }
      Predicate<CaseEvent> again =
          later ->
              later.kind().equals(CaseAction.DISPATCH.code())
                  && organisation.equals(later.organisation());
      boolean cameBack = back && timeline.subList(i + 1, timeline.size()).stream().anyMatch(again);
      Tally moves =
          new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, one(dispatch), one(back), one(cameBack));
      Optional<String> key = by == By.ORGANISATION ? Optional.of(organisation) : key(by, c);
      key.ifPresent(k -> lines.merge(k, moves, Tally::and));
    }
  }

  private static boolean in(TimeRange period, @Nullable Instant at) {
    return at != null && period.contains(at);
  }

  private static boolean before(@Nullable Instant at, TimeRange period) {
    return at != null && at.isBefore(period.end());
  }

  private static long one(boolean holds) {
    return holds ? 1 : 0;
  }
}
