package furong.notify;

import furong.city.CityProfile;
import furong.city.Organisation;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is told for an organisation, and over what: whoever is on duty there by the roster; when
 * nobody is, those of its people whose scope covers the place.
 */
final class Recipients {

  /** One way to one recipient. */
  record To(String channel, String recipient, String address, Instant dueAt) {}

  private final NotificationStore store;
  private final DutyDesk duty;
  private final UserStore users;
  private final CityProfile city;

  Recipients(NotificationStore store, DutyDesk duty, UserStore users, CityProfile city) {
    this.store = store;
    this.duty = duty;
    this.users = users;
    this.city = city;
  }

  /**
   * By inbox and mail, as far as {@code channels} name them.
   *
   * @param roles who is told when nobody is on duty: its own people, and those of no organisation
   * @param breaksQuiet true when a mail goes out in a person's quiet hours too
   */
  List<To> of(
      Optional<Organisation> organisation,
      Set<Role> roles,
      String division,
      Set<String> channels,
      boolean breaksQuiet,
      Instant now) {
    String id = organisation.map(Organisation::id).orElse("");
    Predicate<User> answers =
        u ->
            roles.stream().anyMatch(u::has)
                && u.scope().covers(division)
                && (u.organisation() == null || u.organisation().equals(id));
    return ways(people(id, answers, now), channels, breaksQuiet, now);
  }

  /** The same, but nobody who is not of that very organisation. */
  List<To> within(
      Organisation organisation, Set<String> channels, boolean breaksQuiet, Instant now) {
    String id = organisation.id();
    return ways(people(id, u -> id.equals(u.organisation()), now), channels, breaksQuiet, now);
  }

  private List<User> people(String organisation, Predicate<User> answers, Instant now) {
    List<User> onDuty = organisation.isEmpty() ? List.of() : duty.onDuty(organisation, now);
    return onDuty.isEmpty() ? users.list().stream().filter(answers).toList() : onDuty;
  }

  private List<To> ways(List<User> people, Set<String> channels, boolean breaksQuiet, Instant now) {
    List<To> to = new ArrayList<>();
    for (User user : people) {
      if (channels.contains("inbox")) {
        to.add(new To("inbox", user.id(), "", now));
      }
      Contact contact = store.contact(user.id());
      if (channels.contains("mail") && !contact.mail().isEmpty()) {
        Instant at = breaksQuiet ? now : contact.sendAt(now, city.zone());
        to.add(new To("mail", user.id(), contact.mail(), at));
      }
    }
    return to;
  }
}
