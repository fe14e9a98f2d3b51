package furong.notify;

import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST_STREET;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.CaseBook;
import furong.cases.CaseProcedure;
import furong.cases.MemoryAlerts;
import furong.notify.Channel.Outcome;
import furong.notify.CityCalm.Plan;
import furong.notify.CityCalm.Step;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/**
 * Wei is the operator of the western county, Chen of the city, Dong of the eastern county. A plan
 * tells the county at once, by inbox and mail, and after ten minutes the city. The first of a group
 * waits 30 s.
 */
abstract class NotifyWorld {

  Instant now = TEN;
  final MemoryAlerts alerts = new MemoryAlerts();
  final MemoryNotifications store = new MemoryNotifications(alerts);
  final MemoryUsers users = new MemoryUsers();
  final MemoryRosters rosters = new MemoryRosters();
  final CityCalm rules =
      calm(
          step(0, DivisionLevel.COUNTY, Set.of("inbox", "mail")),
          step(10, DivisionLevel.CITY, Set.of("inbox", "webhook")));
  final CalmBoard board = new CalmBoard(rules, SmallTown.city().zone());
  final DutyDesk duty =
      new DutyDesk(rosters, users, new MemoryAudit(), SmallTown.city(), new AtOnce(), () -> now);
  final List<String> heard = new ArrayList<>();
  NotifyDesk desk = newDesk(rules);
  final List<String> mails = new ArrayList<>();
  Outcome outcome = new Outcome.Delivered();
  final Courier courier =
      new Courier(store, alerts, List.of(new Recorder("mail"), new Recorder("webhook")), () -> now);

  static CityCalm calm(Step... steps) {
    return new CityCalm(
        List.of("rule", "street"),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        List.of(),
        Set.of(Level.I, Level.II),
        List.of(new Plan(Set.of(Level.values()), List.of(steps))),
        WarningPolicy.PLAIN);
  }

  NotifyDesk newDesk(CityCalm by) {
    return new NotifyDesk(
        store,
        alerts,
        board,
        by,
        duty,
        users,
        new NotifyWords(new NoBook(), SmallTown.city()),
        SmallTown.city(),
        new AtOnce(),
        () -> now,
        (user, division) -> heard.add(user));
  }

  static Step step(int minutes, DivisionLevel level, Set<String> channels) {
    String duty = level == DivisionLevel.STREET ? "street-office" : "operations";
    return new Step(Duration.ofMinutes(minutes), duty, level, channels);
  }

  @BeforeEach
  void people() {
    users.add(SmallTown.user("wei", Role.OPERATOR, SmallTown.WEST, "operations-510104"), "x", TEN);
    users.add(
        SmallTown.user("chen", Role.OPERATOR, SmallTown.CITY_CODE, "operations-510100"), "x", TEN);
    users.add(SmallTown.user("dong", Role.OPERATOR, SmallTown.EAST, "operations-510105"), "x", TEN);
    store.save(new Contact("wei", "wei@furong.city", null, null));
  }

  Alert open(String id, Level level) {
    Alert alert = SmallTown.alert(id, "air.heavy", level, WEST_STREET);
    alerts.save(alert);
    board.changed(alert);
    return alert;
  }

  void at(int seconds) {
    now = TEN.plusSeconds(seconds);
    desk.tick();
    courier.deliver();
  }

  long inbox(String user) {
    return store.countInbox(user, false);
  }

  final class Recorder implements Channel {
    private final String name;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Outcome send(Notification notification) {
      mails.add(notification.key());
      return outcome;
    }
  }

  static final class NoBook implements CaseBook {
    @Override
    public Optional<RuleInfo> rule(String id) {
      return Optional.of(
          new RuleInfo(
              id,
              "air",
              Text.of("持续重污染", "Lasting heavy pollution"),
              Text.of("有害健康", "Harmful"),
              "",
              false,
              false));
    }

    @Override
    public Optional<CaseProcedure> procedure(String id) {
      return Optional.empty();
    }
  }
}
