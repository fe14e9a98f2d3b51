package furong.plan;

import furong.base.Text;
import furong.notify.Letters;
import furong.notify.Letters.Letter;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes to the people of a unit: when a month asks for its reports and when the time for them is
 * nearly over, when a meeting decides something for it, and when that is nearly due or overdue.
 * Each of these once to a person, also after a restart: the outbox knows each letter by its key.
 * Where nobody works for a unit the planners are told of what is due, since it would come to
 * nobody.
 */
public final class PlanLetters {

  /** Lines of one letter; the rest stands on the sheet. */
  private static final int MAX_LINES = 20;

  private static final Set<Role> UNITS = Set.of(Role.STREET, Role.OPERATOR);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final UserStore users;
  private final Letters letters;
  private final String city;
  private final ZoneId zone;

  /**
   * @param city code of the division that the plan is for
   */
  public PlanLetters(UserStore users, Letters letters, String city, ZoneId zone) {
    this.users = users;
    this.letters = letters;
    this.city = city;
    this.zone = zone;
  }

  /** A month asks: each unit for its items. @param titles what an item is called */
  void opened(
      DispatchMonth month, List<Entry> entries, Function<String, Text> titles, Instant now) {
    ask(month, entries, titles, "opened", "已启动，请报送 please report", now);
  }

  /** The time for reports is nearly over: each unit is reminded of what it has not reported. */
  void waiting(
      DispatchMonth month, List<Entry> entries, Function<String, Text> titles, Instant now) {
    List<Entry> open = entries.stream().filter(e -> e.state() != EntryState.REPORTED).toList();
    ask(month, open, titles, "waiting", "即将截止，尚未报送 not reported yet", now);
  }

  private void ask(
      DispatchMonth month,
      List<Entry> entries,
      Function<String, Text> titles,
      String what,
      String words,
      Instant now) {
    if (entries.isEmpty()) {
      return;
    }
    List<User> all = users.list();
    Map<String, List<Entry>> byUnit = entries.stream().collect(Collectors.groupingBy(Entry::unit));
    byUnit.forEach((unit, of) -> {
      String lines =
          of.stream()
              .limit(MAX_LINES)
              .map(e -> e.item() + " " + titles.apply(e.item()).zh())
              .collect(Collectors.joining("\n"));
      String more = of.size() > MAX_LINES ? "\n… " + (of.size() - MAX_LINES) + " 项 more" : "";
      Letter letter =
          new Letter(
              "plan/month/" + month.month() + "/" + what,
              city,
              "每月调度 " + month.month() + " " + words + " ×" + of.size(),
              "截止 Due: "
                  + at(month.reportsDue())
                  + " /plan/months/"
                  + month.month()
                  + "\n"
                  + lines
                  + more);
      people(all, unit).forEach(user -> letters.send(user, letter, now));
    });
  }

  /** A meeting decided something for a unit. */
  void decided(Supervised item, Instant now) {
    Letter letter = letter(item, "decided", "督办 " + item.number() + " 请办理 please act");
    people(users.list(), item.unit()).forEach(user -> letters.send(user, letter, now));
  }

  /** What was decided is nearly due or overdue; answers how many people were told. */
  int reminded(Supervised item, Reminder.Sort sort, Instant now) {
    String words = sort == Reminder.Sort.OVERDUE ? " 已超期 is overdue" : " 即将到期 is due soon";
    Letter letter =
        letter(item, sort + "/" + item.dueAt().getEpochSecond(), "督办 " + item.number() + words);
    List<User> all = users.list();
    List<User> own = people(all, item.unit());
    return (int)
        (own.isEmpty() ? planners(all) : own)
            .stream().filter(user -> letters.send(user, letter, now)).count();
  }

  private Letter letter(Supervised item, String what, String subject) {
    return new Letter(
        "plan/supervised/" + item.id() + "/" + what,
        city,
        subject,
        item.words() + "\n截止 Due: " + at(item.dueAt()) + " /plan/supervised?id=" + item.id());
  }

  private static List<User> people(List<User> all, String unit) {
    return all.stream()
        .filter(u -> unit.equals(u.organisation()) && u.as(UNITS).isPresent())
        .toList();
  }

  private List<User> planners(List<User> all) {
    return all.stream().filter(u -> u.has(Role.PLANNER) && u.scope().covers(city)).toList();
  }

  private String at(Instant when) {
    return TIME.format(when.atZone(zone));
  }
}
