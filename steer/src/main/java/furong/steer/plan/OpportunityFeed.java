package furong.steer.plan;

import furong.city.CityProfile;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
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

  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final RegisterStore store;
  private final PlanViews views;
  private final CityProfile city;
  private final InstantSource time;

  OpportunityFeed(RegisterStore store, PlanViews views, CityProfile city, InstantSource time) {
    this.store = store;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  @GetMapping("/feeds/opportunities.atom")
  ResponseEntity<byte[]> feed() throws XMLStreamException {
    LocalDate today = time.instant().atZone(city.zone()).toLocalDate();
    List<RegisterEntry> standing =
        store.list(Sort.OPPORTUNITY, Set.of(RegisterState.PUBLISHED), 0, ENTRIES).stream()
            .filter(e -> PublicPlanController.stands(e, today))
            .toList();
    return ResponseEntity.ok()
        .contentType(ATOM)
        .body(write(standing).getBytes(StandardCharsets.UTF_8));
  }

  private String write(List<RegisterEntry> entries) throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(NAMESPACE);
    element(xml, "title", city.name().zh() + "城市机会清单");
    element(xml, "id", "urn:furong:" + city.id() + ":opportunities");
    // an empty feed has never changed
    Instant updated =
        entries.stream()
            .map(RegisterEntry::changedAt)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    element(xml, "updated", updated.toString());
    for (RegisterEntry e : entries) {
      entry(xml, e);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text.toString();
  }

  private void entry(XMLStreamWriter xml, RegisterEntry e) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "title", e.title().zh());
    element(xml, "id", "urn:furong:" + city.id() + ":opportunity:" + e.id());
    element(xml, "updated", e.changedAt().toString());
    element(
        xml, "published", Objects.requireNonNullElse(e.publishedAt(), e.changedAt()).toString());
    xml.writeStartElement("author");
    element(xml, "name", views.unit(e.unit()).name().zh());
    xml.writeEndElement();
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

  /** Characters that XML 1.0 cannot carry are left out; the rest is escaped by the writer. */
  private static void element(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(value.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""));
    xml.writeEndElement();
  }
}
