package furong.serve.people;

import furong.base.Text;
import furong.people.AuditEntry;
import furong.people.User;
import furong.people.UserStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What people are called, by their ids; asked from the store once. */
public final class Names {

  private static final Text SYSTEM = Text.of("系统", "System");

  private final UserStore users;
  private final Map<String, Text> known = new ConcurrentHashMap<>();

  public Names(UserStore users) {
    this.users = users;
  }

  /** The name of a user; the id itself when there is none. */
  public Text of(String id) {
    if (id.equals(AuditEntry.SYSTEM)) {
      return SYSTEM;
    }
    Text name = known.get(id);
    if (name == null) {
      name = users.find(id).map(User::name).orElse(Text.of(id, id));
      known.put(id, name);
    }
    return name;
  }
}
