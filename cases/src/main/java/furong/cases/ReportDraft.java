package furong.cases;

import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Source;
import furong.geo.LngLat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person without a login sends.
 *
 * @param clientName who brought it, as the timeline names them; empty for the city's own page
 * @param at when it was made; null means now. Only trusted programs say it
 * @param place null when only the division is known
 * @param division code; empty when the place says it
 * @param address where it is in words; empty when the place says it
 * @param photos stored before; they become the case's
 * @param simulated true for what did not happen here, such as another city's requests; shown on
 *     every screen
 * @param link the secret that will follow it, made by the sender so that sending twice is one
 *     report; null lets the desk make one
 * @param suggested kinds that the page proposed; {@link Suggested#NONE} where none did
 */
public record ReportDraft(
    Source source,
    long client,
    String clientName,
    String externalId,
    @Nullable AppealKind kind,
    @Nullable Instant at,
    String category,
    String words,
    @Nullable LngLat place,
    String division,
    String address,
    Contact contact,
    Map<String, String> attributes,
    String mediaUrl,
    List<Picture> photos,
    boolean simulated,
    @Nullable String link,
    Suggested suggested) {

  /** A stored photo. */
  public record Picture(String id, int width, int height) {}

  public ReportDraft {
    words = words.strip();
    address = address.strip();
    attributes = Map.copyOf(attributes);
    photos = List.copyOf(photos);
  }
}
