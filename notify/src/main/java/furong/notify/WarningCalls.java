package furong.notify;

import furong.base.Level;
import furong.base.Transactions;
import furong.cases.Case;
import furong.cases.OutsideCases;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.notify.Notification.State;
import furong.notify.Recipients.To;
import furong.people.Role;
import furong.people.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Calls who is on duty when a warning of others opened cases: one message to each organisation that
 * handles some of them, with all of its cases.
 *
 * <pre>{@code
 * calls.tell(new WarningCalls.Told(key, "暴雨橙色预警", "芙蓉市气象台", Level.II), opened);
 * }</pre>
 *
 * <p>Who handles a case is found as the desk of dispatch would find it: a rule of the city first,
 * else {@code warnings.duty}. When nobody is on duty there, its own people are told. The same
 * warning is told an organisation once, however often it comes. It does not escalate: the cases
 * have clocks of their own.
 */
public final class WarningCalls {

  /** Who answers for cases where nobody is on duty. */
  private static final Set<Role> PEOPLE = Set.of(Role.STREET, Role.OPERATOR);

  /**
   * What is told of a warning.
   *
   * @param key of the message
   * @param urgency how urgent the call is; it is not their colour
   */
  public record Told(String key, String headline, String sender, Level urgency) {}

  private final NotificationStore store;
  private final Recipients recipients;
  private final OutsideCases cases;
  private final CityCalm rules;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;
  private final BiConsumer<String, String> inboxListener;

  /**
   * @param inboxListener told (user, division) after something came into that user's inbox
   */
  public WarningCalls(
      NotificationStore store,
      DutyDesk duty,
      UserStore users,
      OutsideCases cases,
      CityCalm rules,
      CityProfile city,
      Transactions transactions,
      InstantSource time,
      BiConsumer<String, String> inboxListener) {
    this.store = store;
    this.recipients = new Recipients(store, duty, users, city);
    this.cases = cases;
    this.rules = rules;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
    this.inboxListener = inboxListener;
  }

  /** To be called within the transaction that opened the cases. */
  public void tell(Told what, List<Case> opened) {
    Map<String, List<Case>> byOrganisation = new LinkedHashMap<>();
    for (Case c : opened) {
      cases
          .handler(c, rules.warnings().duty())
          .ifPresent(o -> byOrganisation.computeIfAbsent(o.id(), k -> new ArrayList<>()).add(c));
    }
    Instant now = Instant.ofEpochMilli(time.millis());
    byOrganisation.forEach((id, all) -> call(what, city.findOrganisation(id), all, now));
  }

  private void call(Told what, Optional<Organisation> organisation, List<Case> all, Instant now) {
    String division = all.getFirst().matter().division();
    boolean breaksQuiet = rules.quietBreakers().contains(what.urgency());
    recipients
        .of(organisation, PEOPLE, division, rules.warnings().channels(), breaksQuiet, now)
        .forEach(to -> enqueue(what, organisation.orElseThrow(), all, to, now));
  }

  private void enqueue(Told what, Organisation organisation, List<Case> all, To to, Instant now) {
    boolean inbox = to.channel().equals("inbox");
    String division = all.getFirst().matter().division();
    String key =
        String.join("/", "warning", what.key(), organisation.id(), to.channel(), to.recipient());
    boolean added =
        store.add(
            new Notification(
                0,
                key,
                to.channel(),
                to.recipient(),
                to.address(),
                List.of(),
                all.stream().map(Case::id).toList(),
                0,
                what.urgency(),
                division,
                "[外部预警 warning of others] " + what.headline() + " ×" + all.size(),
                body(what, organisation, all),
                now,
                to.dueAt(),
                0,
                inbox ? State.SENT : State.WAITING,
                "",
                inbox ? now : null,
                null));
    if (added && inbox) {
      transactions.afterCommit(() -> inboxListener.accept(to.recipient(), division));
    }
  }

  private String body(Told what, Organisation organisation, List<Case> all) {
    StringBuilder text = new StringBuilder();
    text.append(what.sender()).append("：").append(what.headline()).append("\n");
    text.append("由 ")
        .append(organisation.name().zh())
        .append(" 负责的案件 ")
        .append(all.size())
        .append(" 件，请派遣处置。 Cases for ")
        .append(organisation.name().en())
        .append(": ")
        .append(all.size())
        .append(".\n");
    all.stream()
        .limit(NotifyDesk.MAX_LINES)
        .forEach(c ->
            text.append("\n")
                .append(c.number())
                .append(" · ")
                .append(place(c.matter().division()))
                .append(" · /cases/")
                .append(c.id()));
    int more = all.size() - NotifyDesk.MAX_LINES;
    return more > 0
        ? text.append("\n… ").append(more).append(" 件 more").toString()
        : text.toString();
  }

  private String place(String division) {
    return city.divisions()
        .find(city.currentCode(division))
        .map(Division::name)
        .map(n -> n.zh())
        .orElse(division);
  }
}
