package furong.notify.cap;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The elements of CAP 1.2 in the order of its schema, and the words that some of them allow. */
final class CapWords {

  static final String NS_12 = "urn:oasis:names:tc:emergency:cap:1.2";
  static final String NS_11 = "urn:oasis:names:tc:emergency:cap:1.1";
  static final String NS_DSIG = "http://www.w3.org/2000/09/xmldsig#";

  /** Elements of {@code alert}, {@code info} first of those that hold others. */
  static final List<String> ALERT =
      List.of(
          "identifier",
          "sender",
          "sent",
          "status",
          "msgType",
          "source",
          "scope",
          "restriction",
          "addresses",
          "code",
          "note",
          "references",
          "incidents",
          "info");

  static final List<String> INFO =
      List.of(
          "language",
          "category",
          "event",
          "responseType",
          "urgency",
          "severity",
          "certainty",
          "audience",
          "eventCode",
          "effective",
          "onset",
          "expires",
          "senderName",
          "headline",
          "description",
          "instruction",
          "web",
          "contact",
          "parameter",
          "resource",
          "area");

  static final List<String> RESOURCE =
      List.of("resourceDesc", "mimeType", "size", "uri", "derefUri", "digest");

  static final List<String> AREA =
      List.of("areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling");

  /** Elements that may stand more than once. */
  static final Set<String> MANY =
      Set.of(
          "code",
          "info",
          "category",
          "responseType",
          "eventCode",
          "parameter",
          "resource",
          "area",
          "polygon",
          "circle",
          "geocode");

  /**
   * CAP 1.2 (OASIS), section 3.2; {@code Very Likely} is of CAP 1.0 and read as Likely (1.1,
   * 3.2.2).
   */
  static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "status", Set.of("Actual", "Exercise", "System", "Test", "Draft"),
          "msgType", Set.of("Alert", "Update", "Cancel", "Ack", "Error"),
          "scope", Set.of("Public", "Restricted", "Private"),
          "category",
              Set.of(
                  "Geo",
                  "Met",
                  "Safety",
                  "Security",
                  "Rescue",
                  "Fire",
                  "Health",
                  "Env",
                  "Transport",
                  "Infra",
                  "CBRNE",
                  "Other"),
          "responseType",
              Set.of(
                  "Shelter",
                  "Evacuate",
                  "Prepare",
                  "Execute",
                  "Avoid",
                  "Monitor",
                  "Assess",
                  "AllClear",
                  "None"),
          "urgency", Set.of("Immediate", "Expected", "Future", "Past", "Unknown"),
          "severity", Set.of("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
          "certainty",
              Set.of("Observed", "Very Likely", "Likely", "Possible", "Unlikely", "Unknown"));

  private CapWords() {}
}
