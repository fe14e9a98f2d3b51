package furong.work.open311;

import furong.base.Result.Refusal;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Source;
import furong.cases.ReportDraft;
import furong.cases.Suggested;
import furong.geo.LngLat;
import furong.people.ApiClient;
import furong.serve.Problems;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST requests} brings. Beyond the specification, a trusted client says when a report
 * was made ({@code requested_datetime}), its number where it comes from ({@code external_id}, which
 * makes sending twice one report), its division when no place is known ({@code division}) and that
 * it comes from the hotline ({@code source=hotline}), or that it did not happen here ({@code
 * simulated=true}).
 */
record RequestForm(Map<String, String> said, @Nullable ApiClient client, ServiceList services) {

  private static final Pattern ATTRIBUTE = Pattern.compile("attribute\\[([^\\]]+)](?:\\[])?");

  ReportDraft draft() {
    String code = text("service_code");
    if (code.isEmpty()) {
      throw Problems.refuse(Refusal.INVALID, "service_code", "service_code was not provided");
    }
    Map<String, String> attributes = attributes();
    ServiceList.check(attributes);
    boolean trusted = client != null && client.trusted();
    @Nullable LngLat place = place();
    String division = trusted ? text("division") : "";
    if (place == null && division.isEmpty()) {
      throw Problems.refuse(
          Refusal.INVALID,
          "report.place",
          "lat and long were not provided; address_string and address_id alone cannot be located here");
    }
    return new ReportDraft(
        trusted && text("source").equals("hotline") ? Source.HOTLINE : Source.OPEN311,
        client == null ? 0 : client.id(),
        client == null ? "市民" : client.name(),
        trusted ? text("external_id") : "",
        ServiceList.appeal(attributes.get(ServiceList.APPEAL)),
        trusted ? at() : null,
        services.get(code).code(),
        text("description"),
        place,
        division,
        text("address_string"),
        new Contact((text("last_name") + text("first_name")).strip(), text("phone"), text("email")),
        attributes,
        media(),
        List.of(),
        trusted && text("simulated").equals("true"),
        null,
        Suggested.NONE);
  }

  private @Nullable Instant at() {
    return RequestQuery.time(said, "requested_datetime");
  }

  private @Nullable LngLat place() {
    String lat = text("lat");
    String lng = text("long");
    if (lat.isEmpty() || lng.isEmpty()) {
      return null;
    }
    try {
      return LngLat.of(Double.parseDouble(lng), Double.parseDouble(lat));
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(Refusal.INVALID, "report.place", "lat and long are no place on Earth");
    }
  }

  private String media() {
    String url = text("media_url");
    boolean right = url.isEmpty() || url.matches("https?://\\S{1,500}");
    if (!right) {
      throw Problems.refuse(Refusal.INVALID, "media_url", "media_url is an address of the web");
    }
    return url;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    said.forEach((name, value) -> {
      Matcher m = ATTRIBUTE.matcher(name);
      if (m.matches() && !value.isBlank()) {
        attributes.put(m.group(1), value.strip());
      }
    });
    return attributes;
  }

  private String text(String name) {
    return said.getOrDefault(name, "").strip();
  }
}
