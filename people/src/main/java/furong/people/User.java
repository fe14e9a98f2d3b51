package furong.people;

import furong.base.Text;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person (or a device) that the city knows.
 *
 * @param id stable, never reused; what the audit trail names
 * @param login what is typed, lower case
 * @param organisation id of the organisation that the person works for; null when for none in
 *     particular - then cases of every organisation inside the scope are within reach
 */
public record User(
    String id,
    String login,
    Text name,
    Set<Role> roles,
    Scope scope,
    @Nullable String organisation) {

  /** Long enough for a mail address, short enough for a column of a table. */
  public static final int MAX_LOGIN = 64;

  public User {
    if (login.isBlank()
        || login.length() > MAX_LOGIN
        || !login.equals(login.strip().toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException("not a login: \"" + login + "\"");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(login + " has no role");
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** The first of this person's roles that is among {@code wanted}: the hat worn for an act. */
  public Optional<Role> as(Set<Role> wanted) {
    return roles.stream().filter(wanted::contains).findFirst();
  }
}
