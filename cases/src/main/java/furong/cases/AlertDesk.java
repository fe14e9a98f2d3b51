package furong.cases;

import furong.base.Level;
import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.AlertBatch.Clearing;
import furong.cases.CaseBook.RuleInfo;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Step;
import furong.city.CityProfile;
import furong.city.Division;
import furong.detect.AlertChange;
import furong.geo.LngLat;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in what the rules find, and opens the case that each finding wants.
 *
 * <pre>{@code
 * db.inOne(() -> alertDesk.apply(changes));     // together with the offsets of the log
 * }</pre>
 *
 * Every change may be told any number of times: its key is (alert, kind, event time), and what is
 * known already changes nothing. A case opens now, when people learn of it, though what it is about
 * may lie in the past; its clocks start now.
 */
public final class AlertDesk {

  /** Who is told of alerts may take them: the street's command room comes before the county's. */
  private static final Set<Role> WATCHING = Set.of(Role.OPERATOR, Role.STREET);

  /** Alerts that go into one statement: a thousand rows are about a megabyte on the way. */
  private static final int TOGETHER = 1_000;

  private final AlertStore alerts;
  private final CaseStore cases;
  private final AuditTrail audit;
  private final CaseBook book;
  private final CaseMuter muter;
  private final Catalogue catalogue;
  private final CityProfile city;
  private final CaseSteps steps;
  private final Transactions transactions;
  private final InstantSource time;
  private final CaseListener listener;

  public AlertDesk(
      AlertStore alerts,
      CaseStore cases,
      AuditTrail audit,
      CaseBook book,
      Catalogue catalogue,
      CityProfile city,
      CityCases rules,
      Transactions transactions,
      InstantSource time,
      CaseListener listener) {
    this.alerts = alerts;
    this.cases = cases;
    this.audit = audit;
    this.book = book;
    this.muter = new CaseMuter(cases, book);
    this.catalogue = catalogue;
    this.city = city;
    this.steps = new CaseSteps(city.calendar(), rules, new Dispatcher(city, rules.dispatch()));
    this.transactions = transactions;
    this.time = time;
    this.listener = listener;
  }

  /** Applies one change within the running transaction. */
  public void apply(AlertChange change) {
    transactions.inOne(() -> {
      Instant at = at(change);
      AlertStep step = step(change);
      Optional<Alert> known = alerts.lock(change.alert());
      Alert base = known.orElseGet(() -> fresh(change, at));
      if (known.isEmpty()) {
        alerts.save(base);
      }
      if (!alerts.addStep(step)) {
        return;
      }
      Alert changed =
          switch (change.kind()) {
            case OPENED -> opened(base, change);
            case LEVEL -> level(base, change, at);
            case CLEARED -> cleared(base, at);
          };
      alerts.save(changed);
      transactions.afterCommit(() -> listener.alertChanged(changed));
    });
  }

  /**
   * Applies changes within the running transaction, those of one alert in their order. Of a storm
   * all that are new are opened in a few statements, the worst first; and all that end are cleared
   * so.
   */
  public void apply(List<AlertChange> changes) {
    transactions.inOne(() -> {
      for (int from = 0; from < changes.size(); from += TOGETHER) {
        AlertBatch batch =
            AlertBatch.of(
                changes.subList(from, Math.min(changes.size(), from + TOGETHER)),
                alerts,
                cases,
                book);
        open(batch.together());
        clear(batch.clearing());
        batch.others().forEach(this::apply);
      }
    });
  }

  private void open(List<AlertChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Instant now = Instant.ofEpochMilli(time.millis());
    List<Alert> fresh = new ArrayList<>();
    List<AlertStep> first = new ArrayList<>();
    List<CaseStore.Opening> openings = new ArrayList<>();
    List<Integer> withCase = new ArrayList<>();
    for (AlertChange change : changes) {
      Instant at = at(change);
      Alert alert = fresh(change, at);
      Optional<RuleInfo> rule = book.rule(change.rule());
      Optional<CaseProcedure> procedure = rule.flatMap(r -> book.procedure(r.procedure()));
      if (rule.isPresent() && procedure.isPresent()) {
        Step step = opening(alert, rule.get(), procedure.get(), now);
        withCase.add(fresh.size());
        openings.add(
            new CaseStore.Opening(
                step.changed(), CaseKeeping.deadlines(steps, step.changed()), step.event()));
      }
      fresh.add(alert);
      first.add(step(change));
    }
    List<Case> opened = cases.openAll(LocalDate.ofInstant(now, city.zone()), openings);
    for (int i = 0; i < opened.size(); i++) {
      int at = withCase.get(i);
      fresh.set(at, fresh.get(at).withCase(opened.get(i).id(), null));
    }
    alerts.addAll(fresh, first);
    transactions.afterCommit(() -> {
      opened.forEach(listener::caseChanged);
      fresh.forEach(listener::alertChanged);
    });
  }

  private void clear(List<Clearing> ends) {
    if (ends.isEmpty()) {
      return;
    }
    Set<String> fresh = alerts.addSteps(ends.stream().map(e -> step(e.change())).toList());
    List<Alert> cleared =
        ends.stream()
            .filter(e -> fresh.contains(e.alert().id()))
            .map(e -> e.alert().cleared(at(e.change())))
            .toList();
    Map<Long, Case> own = cases.lockAll(cleared.stream().flatMap(a -> own(a).stream()).toList());
    Instant now = Instant.ofEpochMilli(time.millis());
    List<CaseStore.Stepped> noted = new ArrayList<>();
    for (Alert alert : cleared) {
      own(alert)
          .map(own::get)
          .filter(c -> !c.state().ended())
          .map(c -> steps.note(c, c.matter(), Actor.SYSTEM, CaseEvent.CLEARED, "", now))
          .ifPresent(s ->
              noted.add(
                  new CaseStore.Stepped(
                      s.changed(), CaseKeeping.deadlines(steps, s.changed()), s.event())));
    }
    cases.stepAll(noted);
    alerts.saveAll(cleared);
    transactions.afterCommit(() -> {
      noted.forEach(s -> listener.caseChanged(s.changed()));
      cleared.forEach(listener::alertChanged);
    });
  }

  private static Instant at(AlertChange change) {
    return Instant.ofEpochMilli(change.atMs());
  }

  private static AlertStep step(AlertChange change) {
    return new AlertStep(
        change.alert(), at(change), change.kind().name(), change.level(), change.reason());
  }

  /** Notes that a person has seen it; acknowledged is not solved. */
  public Result<Alert> acknowledge(Caller caller, String id) {
    return transactions.inOne(() ->
        alerts
            .knownLocked(id)
            .then(alert ->
                Rights.may(caller.user(), WATCHING, alert.division())
                    .map(role ->
                        alert.acknowledgedBy() != null ? alert : note(caller, role, alert))));
  }

  private Alert note(Caller caller, Role role, Alert alert) {
    Instant now = Instant.ofEpochMilli(time.millis());
    Alert acknowledged = alert.acknowledged(caller.user().id(), now);
    alerts.save(acknowledged);
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "alert.acknowledge",
            "alert/" + alert.id(),
            Map.of(),
            Map.of("acknowledged", "true")));
    transactions.afterCommit(() -> listener.alertChanged(acknowledged));
    return acknowledged;
  }

  private Alert fresh(AlertChange change, Instant at) {
    String division =
        change.division().isEmpty()
            ? city.divisions().root().code()
            : city.currentCode(change.division());
    return new Alert(
        change.alert(),
        change.rule(),
        change.pack(),
        change.packVersion(),
        change.level(),
        began(change).orElse(at),
        at,
        null,
        change.thing(),
        division,
        change.inputs(),
        change.reason(),
        change.simulated(),
        change.live(),
        null,
        null,
        null,
        null);
  }

  /** When its episode began, as it is known now; empty in changes of older versions. */
  private static Optional<Instant> began(AlertChange change) {
    return change.openedMs() == AlertChange.UNSAID
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(change.openedMs()));
  }

  private Alert opened(Alert alert, AlertChange change) {
    Optional<RuleInfo> rule = book.rule(change.rule());
    Optional<CaseProcedure> procedure = rule.flatMap(r -> book.procedure(r.procedure()));
    // locked: a case that ends in this very moment covers nothing
    Optional<Case> covering =
        muter.covering(change).flatMap(c -> cases.lock(c.id())).filter(c -> !c.state().ended());
    if (covering.isPresent()) {
      Case c = covering.get();
      note(c, c.matter(), CaseEvent.REPEATED, change.reason());
      return alert.withCase(c.id(), c.number());
    }
    return procedure.isEmpty() || rule.isEmpty()
        ? alert
        : alert.withCase(openCase(alert, rule.get(), procedure.get()).id(), null);
  }

  private Alert level(Alert alert, AlertChange change, Instant at) {
    Level before = alert.level();
    owning(alert)
        .ifPresent(c ->
            note(
                c,
                c.matter().withLevel(change.level()),
                CaseEvent.LEVEL,
                before + " -> " + change.level() + " " + change.reason()));
    Instant since = began(change).orElse(alert.openedAt());
    return alert.changed(change.level(), at, change.inputs(), change.reason()).begun(since);
  }

  private Alert cleared(Alert alert, Instant at) {
    owning(alert).ifPresent(c -> note(c, c.matter(), CaseEvent.CLEARED, ""));
    return alert.cleared(at);
  }

  /** The open case that this alert opened itself. */
  private Optional<Case> owning(Alert alert) {
    return own(alert).flatMap(cases::lock).filter(c -> !c.state().ended());
  }

  /** The case that this alert opened itself. */
  private static Optional<Long> own(Alert alert) {
    return alert.mutedBy() == null ? Optional.ofNullable(alert.caseId()) : Optional.empty();
  }

  private void note(Case found, Matter matter, String kind, String words) {
    Optional<Case> locked = cases.lock(found.id()).filter(c -> !c.state().ended());
    locked.ifPresent(c -> {
      Step step =
          steps.note(c, matter, Actor.SYSTEM, kind, words, Instant.ofEpochMilli(time.millis()));
      CaseKeeping.update(cases, steps, step);
      transactions.afterCommit(() -> listener.caseChanged(step.changed()));
    });
  }

  private Optional<Text> placeName(Alert alert) {
    return city.divisions().find(alert.division()).map(Division::name);
  }

  /** A point within the division, for an alert that is of no thing. */
  private Optional<LngLat> centre(Alert alert) {
    return city.divisions()
        .area(alert.division())
        .filter(area -> !area.isEmpty())
        .map(area -> area.getInteriorPoint().getCoordinate())
        .map(c -> LngLat.of(c.x, c.y));
  }

  private Case openCase(Alert alert, RuleInfo rule, CaseProcedure procedure) {
    Step step = opening(alert, rule, procedure, Instant.ofEpochMilli(time.millis()));
    Case opened = CaseKeeping.addNumbered(cases, steps, step, city.zone());
    transactions.afterCommit(() -> listener.caseChanged(opened));
    return opened;
  }

  private Step opening(Alert alert, RuleInfo rule, CaseProcedure procedure, Instant now) {
    Optional<ObservingThing> thing = catalogue.thing(alert.thing());
    Text title =
        thing
            .map(t -> Text.of(t.name(), t.name()))
            .or(() -> alert.thing() == 0 ? placeName(alert) : Optional.empty())
            .map(n ->
                Text.of(rule.title().zh() + " · " + n.zh(), rule.title().en() + " · " + n.en()))
            .orElse(rule.title());
    Matter matter =
        new Matter(
            Matter.Origin.ALERT,
            title,
            procedure.category(),
            alert.level(),
            alert.division(),
            thing
                .filter(ObservingThing::placed)
                .map(t -> LngLat.of(t.lng(), t.lat()))
                .or(() -> alert.thing() == 0 ? centre(alert) : Optional.empty())
                .orElse(null),
            alert.thing() == 0 ? null : alert.thing(),
            alert.id(),
            alert.rule(),
            procedure.id(),
            alert.reason(),
            alert.simulated());
    return steps.accepted(matter, procedure, alert.reason(), now);
  }
}
