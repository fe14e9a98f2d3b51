package furong.work.open311;

import furong.cases.Case;
import furong.cases.CitizenReport;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reports as service requests. Words and photos are empty until staff released them; the place is
 * the matter's, and the address is the way down the divisions, never what a person wrote.
 */
final class RequestViews {

  private final CityProfile city;

  RequestViews(CityProfile city) {
    this.city = city;
  }

  /**
   * @param base such as {@code https://host:port}, for addresses of photos
   */
  Map<String, Object> request(Entry entry, String base, String lang) {
    Case c = entry.matter();
    CitizenReport r = entry.report();
    @Nullable String organisation = c.progress().organisation();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("service_request_id", c.number());
    out.put("status", c.state().ended() ? "closed" : "open");
    out.put("status_notes", c.state().title().in(lang));
    out.put("service_name", c.matter().title().in(lang));
    out.put("service_code", c.matter().category());
    out.put("description", r.releasedWords() ? c.matter().description() : null);
    out.put(
        "agency_responsible",
        organisation == null
            ? null
            : city.findOrganisation(organisation)
                .map(Organisation::name)
                .map(name -> name.in(lang))
                .orElse(organisation));
    out.put("service_notice", null);
    out.put("requested_datetime", time(r.receivedAt()));
    out.put("updated_datetime", time(c.changedAt()));
    out.put("expected_datetime", r.replyDue() == null ? null : time(r.replyDue()));
    out.put(
        "address",
        city.divisions().path(city.currentCode(c.matter().division())).stream()
            .map(Division::name)
            .map(name -> name.in(lang))
            .collect(Collectors.joining(lang.startsWith("en") ? ", " : "")));
    out.put("address_id", null);
    out.put("zipcode", null);
    out.put("lat", c.matter().location() == null ? null : c.matter().location().lat());
    out.put("long", c.matter().location() == null ? null : c.matter().location().lng());
    out.put(
        "media_url",
        r.publicPhotos().stream()
            .findFirst()
            .map(photo -> base + "/api/pub/photos/" + photo.id())
            .orElse(null));
    return out;
  }

  /** ISO 8601 with the offset of the city's zone, to the second, as the specification shows it. */
  private String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        at.truncatedTo(ChronoUnit.SECONDS).atZone(city.zone()));
  }
}
