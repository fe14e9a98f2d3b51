package furong.sense.sta;

import furong.observe.sta.RawJson;
import furong.observe.sta.StaTime;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.store.sta.Changes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What people do through SensorThings goes to the audit trail: {@code sensorthings.patch} of {@code
 * Things(7)}, in the transaction of the change, with the fields that changed, as they were and as
 * they are, and with what was sent. Devices, which log in as well, are no people. Rows of
 * observations are one entry a request, which says how many they were.
 */
final class PersonalWrites {

  /** Of a body or a field: enough to see what was meant; a deep insert may have megabytes. */
  private static final int SHOWN = 2_000;

  /** Things made by one request that are named. */
  private static final int NAMED = 50;

  /** What one request did. */
  record Act(
      String method,
      String path,
      String body,
      Map<String, String> before,
      Map<String, String> after) {

    /**
     * @param before every field of the entity, as it was; empty when there is none
     * @param after the same fields as they are now; empty when it is gone
     */
    static Act of(Ask ask, Map<String, String> before, Map<String, String> after) {
      byte[] body = ask.body();
      return new Act(
          ask.method(),
          ask.path(),
          new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8),
          without(before, after),
          without(after, before));
    }

    private static Map<String, String> without(Map<String, String> all, Map<String, String> same) {
      Map<String, String> left = new LinkedHashMap<>(all);
      left.entrySet().removeAll(same.entrySet());
      return left;
    }
  }

  /** The fields of an entity as texts; empty for null. */
  static Map<String, String> fields(@Nullable Node node) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (node != null) {
      node.values()
          .forEach((name, value) -> {
            if (value != null && !name.startsWith(" ")) {
              fields.put(name, shown(text(value)));
            }
          });
    }
    return fields;
  }

  private static String text(Object value) {
    return switch (value) {
      case RawJson(String json) -> json;
      case StaTime time -> time.text();
      default -> value.toString();
    };
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
  }

  private final AuditTrail trail;
  private final InstantSource clock;

  PersonalWrites(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** The person whose request runs on this thread; null for a program, a device, nobody. */
  static @Nullable Caller person() {
    @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known != null
            && known.getPrincipal() instanceof Caller caller
            && !caller.user().roles().contains(Role.DEVICE)
        ? caller
        : null;
  }

  /** Keeps what was done; within the transaction. */
  void keep(ChangeSet set) {
    @Nullable Caller person = person();
    if (person == null) {
      return;
    }
    String made =
        set.changes().created().stream()
            .limit(NAMED)
            .map(PersonalWrites::name)
            .collect(Collectors.joining(" "));
    for (Act act : set.acts()) {
      Map<String, String> after = new LinkedHashMap<>(act.after());
      if (!act.body().isEmpty()) {
        after.put("body", act.body());
      }
      if (act.method().equals("POST") && !made.isEmpty()) {
        after.put("made", made);
      }
      append(person, act.method().toLowerCase(Locale.ROOT), act.path(), act.before(), after);
    }
  }

  /** Keeps that a person added rows of observations, once they are durable. */
  void readings(String path, long taken, long refused) {
    @Nullable Caller person = person();
    if (person != null) {
      Map<String, String> after = new LinkedHashMap<>();
      after.put("observations", String.valueOf(taken));
      after.put("refused", String.valueOf(refused));
      append(person, "post", path, Map.of(), after);
    }
  }

  private void append(
      Caller person,
      String act,
      String path,
      Map<String, String> before,
      Map<String, String> after) {
    trail.append(
        AuditEntry.of(
            clock.instant(),
            person,
            Role.ADMIN.name(), // the only people whom the door lets write
            "sensorthings." + act,
            path,
            before,
            after));
  }

  private static String name(Changes.Key key) {
    return key.type().set() + "(" + key.id() + ")";
  }
}
