package furong.notify.cap;

import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** The elements of Atom (RFC 4287), and which links of an entry lead to its CAP message. */
final class AtomWords {

  static final List<String> FEED =
      List.of(
          "author",
          "category",
          "contributor",
          "generator",
          "icon",
          "id",
          "link",
          "logo",
          "rights",
          "subtitle",
          "title",
          "updated",
          "entry");

  static final List<String> ENTRY =
      List.of(
          "author",
          "category",
          "content",
          "contributor",
          "id",
          "link",
          "published",
          "rights",
          "source",
          "summary",
          "title",
          "updated");

  private static final String CAP_TYPE = "application/cap+xml";

  /** Relations of links that lead to the thing itself or something like it. */
  private static final Set<String> TO_IT = Set.of("", "alternate", "related", "enclosure");

  private AtomWords() {}

  /** Those that say they are CAP; when none says so, those that do not say they are a page. */
  static List<String> links(List<Element> links) {
    List<String> said =
        links.stream()
            .filter(l -> l.getAttribute("type").equals(CAP_TYPE))
            .map(l -> l.getAttribute("href"))
            .toList();
    return !said.isEmpty()
        ? said
        : links.stream()
            .filter(l -> TO_IT.contains(l.getAttribute("rel")))
            .filter(l -> !l.getAttribute("type").equals("text/html"))
            .map(l -> l.getAttribute("href"))
            .filter(href -> !href.isEmpty())
            .toList();
  }
}
