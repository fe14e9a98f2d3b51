package furong.notify.cap;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads what warning services send: a CAP message, an Atom feed with messages or links to them, an
 * RSS index, or an EDXL-DE envelope. All or nothing: one bad message of a feed refuses the feed, so
 * that its sender hears of it.
 *
 * <pre>{@code
 * switch (reader.read(bytes)) {
 *   case Result.Ok<Bundle>(var bundle) -> bundle.parts() ...      // and bundle.links()
 *   case Result.Refused<Bundle>(var refusal, var notices) -> ...  // alert/info[1]/urgency: ...
 * }
 * }</pre>
 *
 * It follows no link and fetches nothing.
 */
public final class CapReader {

  /** A signed message has one or two hundred; more is no feed of a weather service. */
  private static final int MAX_MESSAGES = 1_000;

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String EDXL = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";

  /** A message with what its signatures are worth and its own XML. */
  public record Part(CapMessage message, CapSeal seal, String xml) {}

  /** What one document brought. @param links where an index says that messages are */
  public record Bundle(List<Part> parts, List<String> links) {
    public Bundle {
      parts = List.copyOf(parts);
      links = List.copyOf(links);
    }
  }

  private final CapTrust trust;

  public CapReader(CapTrust trust) {
    this.trust = trust;
  }

  public Result<Bundle> read(byte[] bytes) {
    return CapXml.parse(bytes).then(this::read);
  }

  private Result<Bundle> read(Document document) {
    Element root = document.getDocumentElement();
    if (CapElements.isAlert(root)) {
      return bundle(List.of(root), List.of());
    }
    if (CapXml.is(root, ATOM, "feed")) {
      return atom(root);
    }
    if (CapXml.is(root, EDXL, "EDXLDistribution")) {
      return edxl(root);
    }
    if (root.getNamespaceURI() == null && "rss".equals(root.getLocalName())) {
      return rss(root);
    }
    return refused("cap.root", root.getNodeName(), "neither CAP nor a feed or envelope of it");
  }

  private Result<Bundle> bundle(List<Element> alerts, List<String> links) {
    if (alerts.size() > MAX_MESSAGES) {
      return Result.refused(
          Refusal.TOO_LARGE, Notice.of("cap.many", "", "At most " + MAX_MESSAGES + " messages"));
    }
    List<Part> parts = new ArrayList<>();
    List<Notice> faults = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      String place = alerts.size() == 1 ? "" : "message " + (i + 1) + ": ";
      switch (part(alerts.get(i))) {
        case Result.Ok<Part>(Part part) -> parts.add(part);
        case Result.Refused<Part>(Refusal why, List<Notice> notices) ->
            notices.forEach(n -> faults.add(n.at(place + n.place())));
      }
    }
    return faults.isEmpty()
        ? Result.ok(new Bundle(parts, links))
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private Result<Part> part(Element alert) {
    return CapElements.read(alert)
        .then(message -> {
          Document own = CapXml.alone(alert);
          CapSeal seal = CapSignatures.check(own, trust, message.sent().toInstant());
          return seal == CapSeal.BROKEN
              ? refused("cap.signature", "alert/Signature", "the signature does not fit")
              : Result.ok(new Part(message, seal, CapWriter.text(own)));
        });
  }

  /** RFC 4287: a feed and each entry has id, title and updated; an entry has content or a link. */
  private Result<Bundle> atom(Element feed) {
    List<Notice> faults = new ArrayList<>();
    List<Element> alerts = new ArrayList<>();
    List<String> links = new ArrayList<>();
    known(faults, feed, "feed", AtomWords.FEED);
    List<Element> entries = CapXml.children(feed, ATOM, "entry");
    for (int i = 0; i < entries.size(); i++) {
      Element entry = entries.get(i);
      String place = "feed/entry[" + (i + 1) + "]";
      known(faults, entry, place, AtomWords.ENTRY);
      List<Element> embedded =
          CapXml.children(entry, ATOM, "content").stream()
              .flatMap(c -> CapXml.children(c).stream())
              .filter(CapElements::isAlert)
              .toList();
      List<String> to = AtomWords.links(CapXml.children(entry, ATOM, "link"));
      if (embedded.isEmpty() && to.isEmpty()) {
        faults.add(
            Notice.of("atom.empty", place, "an entry has a CAP message as content, or a link"));
      }
      alerts.addAll(embedded);
      if (embedded.isEmpty()) {
        links.addAll(to);
      }
    }
    return faults.isEmpty()
        ? bundle(alerts, links)
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private static void known(
      List<Notice> faults, Element parent, String place, List<String> elements) {
    for (String name : List.of("id", "title", "updated")) {
      if (CapXml.children(parent, ATOM, name).stream().allMatch(e -> CapXml.text(e).isEmpty())) {
        faults.add(Notice.of("atom.missing", place + "/" + name, name + " is required"));
      }
    }
    for (Element child : CapXml.children(parent)) {
      if (ATOM.equals(child.getNamespaceURI()) && !elements.contains(child.getLocalName())) {
        faults.add(
            Notice.of(
                "atom.unknown", place + "/" + child.getLocalName(), "Atom has no such element"));
      }
    }
  }

  private Result<Bundle> edxl(Element envelope) {
    List<Notice> faults = new ArrayList<>();
    List<Element> alerts = new ArrayList<>();
    List<Element> objects = CapXml.children(envelope, EDXL, "contentObject");
    for (int i = 0; i < objects.size(); i++) {
      List<Element> found = new ArrayList<>();
      for (Element xml : CapXml.children(objects.get(i), EDXL, "xmlContent")) {
        for (Element embedded : CapXml.children(xml, EDXL, "embeddedXMLContent")) {
          found.addAll(CapXml.children(embedded).stream().filter(CapElements::isAlert).toList());
        }
      }
      if (found.isEmpty()) {
        faults.add(
            Notice.of("edxl.empty", "contentObject[" + (i + 1) + "]", "it holds no CAP message"));
      }
      alerts.addAll(found);
    }
    if (!faults.isEmpty()) {
      return Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
    }
    return bundle(alerts, List.of());
  }

  /** RSS 2.0: a channel has title, link and description; an item has a title or a description. */
  private static Result<Bundle> rss(Element rss) {
    List<Notice> faults = new ArrayList<>();
    List<String> links = new ArrayList<>();
    List<Element> channels = plain(rss, "channel");
    if (channels.size() != 1) {
      return refused("rss.missing", "rss/channel", "there is one channel");
    }
    Element channel = channels.getFirst();
    for (String name : List.of("title", "link", "description")) {
      if (plain(channel, name).isEmpty()) {
        faults.add(Notice.of("rss.missing", "channel/" + name, name + " is required"));
      }
    }
    List<Element> items = plain(channel, "item");
    for (int i = 0; i < items.size(); i++) {
      if (plain(items.get(i), "title").isEmpty() && plain(items.get(i), "description").isEmpty()) {
        faults.add(
            Notice.of("rss.missing", "item[" + (i + 1) + "]", "it has a title or a description"));
      }
      plain(items.get(i), "link").forEach(link -> links.add(CapXml.text(link)));
    }
    return faults.isEmpty()
        ? Result.ok(new Bundle(List.of(), links))
        : Result.refused(Refusal.INVALID, faults.toArray(Notice[]::new));
  }

  private static List<Element> plain(Element parent, String name) {
    return CapXml.children(parent).stream()
        .filter(c -> c.getNamespaceURI() == null && name.equals(c.getLocalName()))
        .toList();
  }

  private static <T> Result<T> refused(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }
}
