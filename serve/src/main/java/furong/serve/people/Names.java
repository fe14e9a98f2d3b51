package furong.serve.people;

import furong.base.Text;
import furong.cases.CitizenReport;
import furong.people.AuditEntry;
import furong.people.User;
import furong.people.UserStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What people are called, by their ids; asked from the store once. */
public final class Names {

  private static final Text SYSTEM = Text.of("系统", "System");
  private static final Text CITIZEN = Text.of("市民", "Citizen");

  private final UserStore users;
  private final Map<String, Text> known = new ConcurrentHashMap<>();

  public Names(UserStore users) {
    this.users = users;
  }

  /** Somebody has another name from now on. */
  public void forget(String id) {
    known.remove(id);
  }

  /** The name of a user; the id itself when there is none. */
  public Text of(String id) {
    if (id.equals(AuditEntry.SYSTEM)) {
      return SYSTEM;
    }
    if (id.equals(CitizenReport.CITIZEN)) {
      return CITIZEN;
    }
    if (id.startsWith(CitizenReport.CLIENT)) {
      String number = id.substring(CitizenReport.CLIENT.length());
      return Text.of("接入方 " + number, "Client " + number);
    }
    Text name = known.get(id);
    if (name == null) {
      name = users.find(id).map(User::name).orElse(Text.of(id, id));
      known.put(id, name);
    }
    return name;
  }
}
