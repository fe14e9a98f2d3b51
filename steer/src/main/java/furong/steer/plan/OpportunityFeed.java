package furong.steer.plan;

import furong.base.XmlText;
import furong.city.CityProfile;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /feeds/opportunities.atom}: what the city offers (城市机会清单), for everybody, as an Atom feed
 * (RFC 4287). Only what is published and still stands; drafts and withdrawn ones are not in it.
 */
@RestController
public class OpportunityFeed {

  /** What a feed reader shows; the rest has gone by then. */
  private static final int ENTRIES = 100;

  private static final MediaType ATOM =
      new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

  /** Where people read what the feed brings. */
  private static final String PAGE = "/pub/plan#opportunities";

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final RegisterStore store;
  private final CityProfile city;
  private final InstantSource time;

  OpportunityFeed(RegisterStore store, CityProfile city, InstantSource time) {
    this.store = store;
    this.city = city;
    this.time = time;
  }

  @GetMapping("/feeds/opportunities.atom")
  ResponseEntity<byte[]> feed(HttpServletRequest request) throws XMLStreamException {
    StringBuffer url = request.getRequestURL();
    String root = url.substring(0, url.indexOf(request.getRequestURI()));
    return ResponseEntity.ok().contentType(ATOM).body(feed(root).getBytes(StandardCharsets.UTF_8));
  }

  /** The feed as it stands. @param root scheme and host that it is asked at */
  String feed(String root) throws XMLStreamException {
    LocalDate today = time.instant().atZone(city.zone()).toLocalDate();
    List<RegisterEntry> standing =
        store.list(Sort.OPPORTUNITY, Set.of(RegisterState.PUBLISHED), 0, ENTRIES).stream()
            .filter(e -> PublicPlanController.stands(e, today))
            .toList();
    return write(root, standing);
  }

  private String write(String root, List<RegisterEntry> entries) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(NAMESPACE);
    element(xml, "title", city.name().zh() + "城市机会清单");
    author(xml, city.name().zh());
    link(xml, "self", root + "/feeds/opportunities.atom");
    link(xml, "alternate", root + PAGE);
    element(xml, "id", "urn:furong:" + city.id() + ":opportunities");
    // an empty feed has never changed
    Instant updated =
        entries.stream()
            .map(RegisterEntry::changedAt)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    element(xml, "updated", updated.toString());
    for (RegisterEntry e : entries) {
      entry(xml, root, e);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text.toString();
  }

  private void entry(XMLStreamWriter xml, String root, RegisterEntry e) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "title", e.title().zh());
    element(xml, "id", "urn:furong:" + city.id() + ":opportunity:" + e.id());
    element(xml, "updated", e.changedAt().toString());
    element(
        xml, "published", Objects.requireNonNullElse(e.publishedAt(), e.changedAt()).toString());
    author(xml, PlanViews.unitName(city, e.unit()).zh());
    link(xml, "alternate", root + PAGE);
    StringBuilder content = new StringBuilder(e.words());
    if (e.until() != null) {
      content.append("\n有效期至 ").append(e.until());
    }
    if (!e.contact().isEmpty()) {
      content.append("\n联系方式：").append(e.contact());
    }
    element(xml, "content", content.toString());
    xml.writeEndElement();
  }

  private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("author");
    element(xml, "name", name);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", href);
  }

  private static void element(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(XmlText.writable(value));
    xml.writeEndElement();
  }
}
