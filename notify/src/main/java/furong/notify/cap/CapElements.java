package furong.notify.cap;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Reads one {@code alert} element. An empty optional element counts as absent, as the samples of
 * weather services use them; an element that CAP does not know, and one that stands twice where it
 * may stand once, is a fault. The order of elements is not held against the sender.
 */
final class CapElements {

  private static final OffsetDateTime NEVER =
      OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

  private final String namespace;
  private final List<Notice> faults = new ArrayList<>();

  private CapElements(String namespace) {
    this.namespace = namespace;
  }

  /** True for an {@code alert} of CAP 1.1 or 1.2. */
  static boolean isAlert(Element element) {
    return CapXml.is(element, CapWords.NS_12, "alert")
        || CapXml.is(element, CapWords.NS_11, "alert");
  }

  /** The message, or every fault of it. */
  static Result<CapMessage> read(Element alert) {
    String namespace = Objects.requireNonNullElse(alert.getNamespaceURI(), "");
    CapElements reader = new CapElements(namespace);
    CapMessage message = reader.alert(alert);
    List<Notice> faults = new ArrayList<>(reader.faults);
    faults.addAll(CapRules.check(message));
    return faults.isEmpty()
        ? Result.ok(message)
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private CapMessage alert(Element alert) {
    Map<String, String> texts = texts(alert, "alert", CapWords.ALERT);
    Optional<List<CapRef>> references = CapRules.references(texts.getOrDefault("references", ""));
    if (references.isEmpty()) {
      faults.add(
          Notice.of("cap.references", "alert/references", "a reference is sender,identifier,sent"));
    }
    texts.remove("references"); // they stand beside, read
    List<CapInfo> infos = new ArrayList<>();
    for (Element info : all(alert, "info")) {
      infos.add(info(info, "alert/info[" + (infos.size() + 1) + "]"));
    }
    return new CapMessage(
        namespace.equals(CapWords.NS_12) ? "1.2" : "1.1",
        texts,
        CapTime.read(texts.getOrDefault("sent", "")).orElse(NEVER),
        values(alert, "code"),
        references.orElse(List.of()),
        infos);
  }

  private CapInfo info(Element info, String place) {
    List<CapArea> areas = new ArrayList<>();
    for (Element area : all(info, "area")) {
      areas.add(area(area, place + "/area[" + (areas.size() + 1) + "]"));
    }
    return new CapInfo(
        values(info, "category"),
        values(info, "responseType"),
        texts(info, place, CapWords.INFO),
        pairs(info, "eventCode"),
        pairs(info, "parameter"),
        all(info, "resource").stream()
            .map(r -> texts(r, place + "/resource", CapWords.RESOURCE))
            .map(CapElements::withoutContent)
            .toList(),
        areas);
  }

  private CapArea area(Element area, String place) {
    Map<String, String> texts = texts(area, place, CapWords.AREA);
    Map<String, String> heights = new HashMap<>(texts);
    heights.remove("areaDesc");
    return new CapArea(
        texts.getOrDefault("areaDesc", ""),
        values(area, "polygon"),
        values(area, "circle"),
        pairs(area, "geocode"),
        heights);
  }

  /** Embedded content may have megabytes; what it is about stands beside it. */
  private static Map<String, String> withoutContent(Map<String, String> resource) {
    Map<String, String> kept = new HashMap<>(resource);
    kept.remove("derefUri");
    return kept;
  }

  /** The elements that stand at most once; checks that all children are known. */
  private Map<String, String> texts(Element parent, String place, List<String> known) {
    Map<String, String> texts = new HashMap<>();
    for (Element child : CapXml.children(parent)) {
      String name = child.getLocalName();
      if (CapXml.is(child, CapWords.NS_DSIG, "Signature")) {
        continue;
      }
      if (!namespace.equals(child.getNamespaceURI()) || !known.contains(name)) {
        faults.add(Notice.of("cap.unknown", place + "/" + name, "CAP has no such element here"));
      } else if (!CapWords.MANY.contains(name)) {
        String text = CapXml.text(child);
        if (!text.isEmpty() && texts.put(name, text) != null) {
          faults.add(Notice.of("cap.twice", place + "/" + name, "it may stand once"));
        }
      }
    }
    return texts;
  }

  private List<Element> all(Element parent, String name) {
    return CapXml.children(parent, namespace, name);
  }

  private List<String> values(Element parent, String name) {
    return all(parent, name).stream().map(CapXml::text).filter(t -> !t.isEmpty()).toList();
  }

  private List<CapPair> pairs(Element parent, String name) {
    return all(parent, name).stream()
        .map(e ->
            new CapPair(
                values(e, "valueName").stream().findFirst().orElse(""),
                values(e, "value").stream().findFirst().orElse("")))
        .filter(p -> !p.name().isEmpty())
        .toList();
  }
}
