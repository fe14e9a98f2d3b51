package furong.notify.cap;

import furong.base.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of CAP 1.2 that a schema cannot say, and those that it says: words allowed, times with
 * an offset, closed polygons, references where they are due. Pure; each fault is a notice that
 * names its place: {@code alert/info[1]/urgency}.
 */
final class CapRules {

  private CapRules() {}

  /** What is wrong with a message; empty when it is lawful. */
  static List<Notice> check(CapMessage m) {
    List<Notice> faults = new ArrayList<>();
    for (String name : List.of("identifier", "sender", "sent", "status", "msgType", "scope")) {
      required(faults, "alert", name, m.text(name));
    }
    for (String name : List.of("identifier", "sender")) {
      if (m.text(name).matches("(?s).*[\\s,<&].*")) {
        add(faults, "cap.identifier", "alert/" + name, "no spaces, commas, < or & may stand in it");
      }
    }
    for (String name : List.of("status", "msgType", "scope")) {
      word(faults, "alert", name, m.text(name));
    }
    time(faults, "alert", "sent", m.text("sent"));
    if (m.text("scope").equals("Restricted") && m.text("restriction").isEmpty()) {
      add(faults, "cap.missing", "alert/restriction", "scope Restricted wants a restriction");
    }
    if (m.text("scope").equals("Private") && m.text("addresses").isEmpty()) {
      add(faults, "cap.missing", "alert/addresses", "scope Private wants addresses");
    }
    if (Set.of("Update", "Cancel", "Ack", "Error").contains(m.text("msgType"))
        && m.references().isEmpty()) {
      add(
          faults,
          "cap.references",
          "alert/references",
          m.text("msgType") + " names the messages that it is about: sender,identifier,sent");
    }
    for (int i = 0; i < m.infos().size(); i++) {
      info(faults, "alert/info[" + (i + 1) + "]", m.infos().get(i));
    }
    return faults;
  }

  private static void info(List<Notice> faults, String place, CapInfo info) {
    if (info.categories().isEmpty()) {
      required(faults, place, "category", "");
    }
    info.categories().forEach(c -> word(faults, place, "category", c));
    info.responses().forEach(r -> word(faults, place, "responseType", r));
    required(faults, place, "event", info.text("event"));
    for (String name : List.of("urgency", "severity", "certainty")) {
      required(faults, place, name, info.text(name));
      word(faults, place, name, info.text(name));
    }
    for (String name : List.of("effective", "onset", "expires")) {
      time(faults, place, name, info.text(name));
    }
    for (int i = 0; i < info.areas().size(); i++) {
      area(faults, place + "/area[" + (i + 1) + "]", info.areas().get(i));
    }
  }

  private static void area(List<Notice> faults, String place, CapArea area) {
    required(faults, place, "areaDesc", area.desc());
    for (String polygon : area.polygons()) {
      CapShapes.polygonFault(polygon)
          .ifPresent(f -> add(faults, "cap.polygon", place + "/polygon", f));
    }
    for (String circle : area.circles()) {
      CapShapes.circleFault(circle).ifPresent(f -> add(faults, "cap.circle", place + "/circle", f));
    }
    if (area.heights().containsKey("ceiling") && !area.heights().containsKey("altitude")) {
      add(faults, "cap.missing", place + "/altitude", "a ceiling wants an altitude");
    }
  }

  private static void required(List<Notice> faults, String parent, String name, String value) {
    if (value.isEmpty()) {
      add(faults, "cap.missing", parent + "/" + name, name + " is required");
    }
  }

  private static void word(List<Notice> faults, String parent, String name, String value) {
    Set<String> allowed = CapWords.ALLOWED.getOrDefault(name, Set.of());
    if (!value.isEmpty() && !allowed.contains(value)) {
      add(
          faults,
          "cap.word",
          parent + "/" + name,
          "\"" + value + "\" is none of " + String.join(", ", allowed.stream().sorted().toList()));
    }
  }

  private static void time(List<Notice> faults, String parent, String name, String value) {
    if (!value.isEmpty() && CapTime.read(value).isEmpty()) {
      add(
          faults,
          "cap.time",
          parent + "/" + name,
          "\"" + value + "\" is no time such as 2026-03-02T08:00:00+08:00");
    }
  }

  /** The references, or nothing when one of them is not {@code sender,identifier,sent}. */
  static Optional<List<CapRef>> references(String text) {
    List<CapRef> all = new ArrayList<>();
    for (String one : text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\s+"))) {
      String[] parts = one.split(",", -1);
      if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
        return Optional.empty();
      }
      all.add(new CapRef(parts[0], parts[1], parts[2]));
    }
    return Optional.of(all);
  }

  private static void add(List<Notice> faults, String code, String place, String message) {
    faults.add(Notice.of(code, place, message));
  }
}
