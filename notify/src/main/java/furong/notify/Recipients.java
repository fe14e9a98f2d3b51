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
   * @param roles who is told when nobody is on duty
   * @param breaksQuiet true when a mail goes out in a person's quiet hours too
   */
  List<To> of(
      Optional<Organisation> organisation,
      Set<Role> roles,
      String division,
      Set<String> channels,
      boolean breaksQuiet,
      Instant now) {
    List<To> to = new ArrayList<>();
    for (User user : people(organisation.map(Organisation::id), roles, division, now)) {
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

  private List<User> people(
      Optional<String> organisation, Set<Role> roles, String division, Instant now) {
    List<User> onDuty = organisation.map(o -> duty.onDuty(o, now)).orElse(List.of());
    return !onDuty.isEmpty()
        ? onDuty
        : users.list().stream()
            .filter(u -> roles.stream().anyMatch(u::has) && u.scope().covers(division))
            .filter(u ->
                u.organisation() == null
                    || organisation.filter(u.organisation()::equals).isPresent())
            .toList();
  }
}
