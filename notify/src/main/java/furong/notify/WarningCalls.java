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
 * Calls who is on duty when a warning of others opened cases: one letter to each person, with the
 * cases of each organisation that he stands in for.
 *
 * <pre>{@code
 * calls.tell(new WarningCalls.Told(key, "暴雨橙色预警", "芙蓉市气象台", Level.II), opened);
 * }</pre>
 *
 * <p>Who handles a case is found as the desk of dispatch would find it: a rule of the city first,
 * else {@code warnings.duty}. When nobody is on duty there, its own people are told. The same
 * warning is told a person once, however often it comes, and what is sent in several messages of
 * one headline is one letter ({@link Digest}). It does not escalate: the cases have clocks of their
 * own.
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

  /** The cases of one organisation. */
  private record Part(Organisation organisation, List<Case> cases) {}

  /** To be called within the transaction that opened the cases. */
  public void tell(Told what, List<Case> opened) {
    Map<Organisation, List<Case>> byOrganisation = new LinkedHashMap<>();
    for (Case c : opened) {
      cases
          .handler(c, rules.warnings().duty())
          .ifPresent(o -> byOrganisation.computeIfAbsent(o, k -> new ArrayList<>()).add(c));
    }
    Instant now = Instant.ofEpochMilli(time.millis());
    Map<To, List<Part>> letters = new LinkedHashMap<>();
    byOrganisation.forEach((organisation, all) -> {
      for (To to : recipients(what, organisation, all, now)) {
        letters.computeIfAbsent(to, t -> new ArrayList<>()).add(new Part(organisation, all));
      }
    });
    letters.forEach((to, parts) -> put(what, parts, to, now));
  }

  private List<To> recipients(Told what, Organisation organisation, List<Case> all, Instant now) {
    return recipients.of(
        Optional.of(organisation),
        PEOPLE,
        all.getFirst().matter().division(),
        rules.warnings().channels(),
        rules.quietBreakers().contains(what.urgency()),
        now);
  }

  private void put(Told what, List<Part> parts, To to, Instant now) {
    Notification letter = letter(what, parts, to, now);
    if (Digest.put(store, letter, rules.groupInterval()) && to.channel().equals("inbox")) {
      transactions.afterCommit(() -> inboxListener.accept(to.recipient(), letter.division()));
    }
  }

  private Notification letter(Told what, List<Part> parts, To to, Instant now) {
    boolean inbox = to.channel().equals("inbox");
    List<Long> ids = parts.stream().flatMap(p -> p.cases().stream()).map(Case::id).toList();
    return new Notification(
        0,
        String.join("/", "warning", what.key(), to.channel(), to.recipient()),
        to.channel(),
        to.recipient(),
        to.address(),
        List.of(),
        ids,
        0,
        what.urgency(),
        parts.getFirst().cases().getFirst().matter().division(),
        "[外部预警 warning of others] " + what.headline(),
        body(what, parts),
        now,
        to.dueAt(),
        0,
        inbox ? State.SENT : State.WAITING,
        "",
        inbox ? now : null,
        null);
  }

  /** The cases of each organisation; as many lines as a person reads, the rest is counted. */
  private String body(Told what, List<Part> parts) {
    StringBuilder text = new StringBuilder();
    text.append(what.sender()).append("：").append(what.headline()).append("\n");
    int room = NotifyDesk.MAX_LINES;
    for (Part part : parts) {
      String name = part.organisation().name().zh();
      text.append("由 ").append(name).append(" 负责的案件 ").append(part.cases().size());
      text.append(" 件，请派遣处置。 Cases for ").append(part.organisation().name().en());
      text.append(": ").append(part.cases().size()).append(".\n");
      List<Case> shown = part.cases().subList(0, Math.min(room, part.cases().size()));
      shown.forEach(c ->
          text.append(c.number())
              .append(" · ")
              .append(place(c.matter().division()))
              .append(" · /cases/")
              .append(c.id())
              .append("\n"));
      int more = part.cases().size() - shown.size();
      text.append(more > 0 ? "… " + more + " 件 more\n" : "");
      room -= shown.size();
    }
    return text.toString().strip();
  }

  private String place(String division) {
    return city.divisions()
        .find(city.currentCode(division))
        .map(Division::name)
        .map(n -> n.zh())
        .orElse(division);
  }
}
