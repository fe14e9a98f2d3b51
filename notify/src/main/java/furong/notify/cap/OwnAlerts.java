package furong.notify.cap;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.CaseBook;
import furong.cases.CaseBook.RuleInfo;
import furong.city.CityProfile;
import furong.city.Division;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Our alerts as CAP 1.2 messages (OASIS): one message a step of the alert's history. The first is
 * an Alert, each change of level an Update, the clearing a Cancel; each names all messages before
 * it. An alert that was withdrawn and is back is the same one: an Update, too.
 *
 * <p>Red is Extreme, orange Severe, yellow Moderate, blue Minor; the first two are Immediate, the
 * others Expected; certainty is Observed, since rules judge what was measured. A simulated alert
 * has the status Test. {@code sent} is the event time of the step. The category is never Met.
 */
public final class OwnAlerts {

  private static final Map<String, String> CATEGORIES = categories();

  /** What CAP wants in scope Restricted: who it is for. */
  private static final String RESTRICTION = "城市运行管理相关单位 Staff of the city's operations";

  private final CityProfile city;
  private final CaseBook book;
  private final Catalogue catalogue;
  private final String sender;
  private final boolean isPublic;

  /**
   * @param sender who we are to others; no spaces, commas, {@code <} or {@code &}
   * @param isPublic whether the messages are for everybody
   */
  public OwnAlerts(
      CityProfile city, CaseBook book, Catalogue catalogue, String sender, boolean isPublic) {
    if (sender.isEmpty() || sender.matches("(?s).*[\\s,<&].*")) {
      throw new IllegalArgumentException("not a CAP sender: \"" + sender + "\"");
    }
    this.city = city;
    this.book = book;
    this.catalogue = catalogue;
    this.sender = sender;
    this.isPublic = isPublic;
  }

  /** The message of each step, the oldest first. */
  public List<CapMessage> messages(Alert alert, List<AlertStep> steps) {
    List<CapMessage> all = new ArrayList<>();
    List<CapRef> before = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      AlertStep step = steps.get(i);
      boolean cleared = step.kind().equals("CLEARED");
      String msgType = before.isEmpty() ? "Alert" : cleared ? "Cancel" : "Update";
      CapMessage message = message(alert, step, i + 1, msgType, before);
      all.add(message);
      before.add(message.ref());
    }
    return all;
  }

  /** What a list of alerts says of one. */
  public Text headline(Alert alert) {
    Text title = title(alert);
    Optional<ObservingThing> thing = catalogue.thing(alert.thing());
    Optional<Text> where =
        thing
            .map(t -> Text.of(t.name(), t.name()))
            .or(() ->
                alert.thing() == 0
                    ? city.divisions().find(city.currentCode(alert.division())).map(Division::name)
                    : Optional.empty());
    return Text.of(
        "风险提示：" + title.zh() + where.map(w -> " · " + w.zh()).orElse(""),
        "Risk notice: " + title.en() + where.map(w -> " · " + w.en()).orElse(""));
  }

  private CapMessage message(
      Alert alert, AlertStep step, int number, String msgType, List<CapRef> since) {
    OffsetDateTime sent = CapTime.of(step.at(), city.zone());
    Map<String, String> texts = new HashMap<>();
    texts.put("identifier", identifier(alert, number));
    texts.put("sender", sender);
    texts.put("sent", CapTime.text(sent));
    texts.put("status", alert.simulated() ? "Test" : "Actual");
    texts.put("msgType", msgType);
    texts.put("source", "furong " + alert.pack() + " " + alert.packVersion());
    texts.put("scope", isPublic ? "Public" : "Restricted");
    if (!isPublic) {
      texts.put("restriction", RESTRICTION);
    }
    if (alert.simulated()) {
      texts.put("note", "模拟数据，请勿据此行动 Simulated data: do not act on it");
    }
    boolean over = msgType.equals("Cancel");
    List<CapInfo> infos =
        List.of(
            info(alert, step, over, "zh-CN", Text::zh), info(alert, step, over, "en", Text::en));
    return new CapMessage("1.2", texts, sent, List.of(), since, infos);
  }

  private String identifier(Alert alert, int number) {
    String id = alert.id().replaceAll("[\\s,<&]", "_");
    return "furong." + city.id() + "." + id + "." + number;
  }

  private CapInfo info(
      Alert alert, AlertStep step, boolean over, String language, Function<Text, String> in) {
    Level level = step.level();
    boolean urgent = level == Level.I || level == Level.II;
    Map<String, String> texts = new TreeMap<>();
    texts.put("language", language);
    texts.put("event", in.apply(title(alert)));
    texts.put("urgency", over ? "Past" : urgent ? "Immediate" : "Expected");
    texts.put(
        "severity",
        switch (level) {
          case I -> "Extreme";
          case II -> "Severe";
          case III -> "Moderate";
          case IV -> "Minor";
        });
    texts.put("certainty", "Observed");
    texts.put("senderName", in.apply(city.name()) + " Furong");
    texts.put("headline", in.apply(headline(alert)));
    texts.put("description", step.reason().isEmpty() ? alert.reason() : step.reason());
    book.rule(alert.rule())
        .map(RuleInfo::why)
        .ifPresent(w -> texts.put("instruction", in.apply(w)));
    return new CapInfo(
        List.of(CATEGORIES.getOrDefault(alert.pack(), "Other")),
        List.of(over ? "AllClear" : urgent ? "Execute" : "Monitor"),
        texts,
        List.of(new CapPair("furong:rule", alert.rule())),
        List.of(
            new CapPair("level", level.name()),
            new CapPair("colour", colour(level)),
            new CapPair("simulated", Boolean.toString(alert.simulated()))),
        List.of(),
        List.of(area(alert, in)));
  }

  /** The division as polygon and code, and the thing as a point. */
  private CapArea area(Alert alert, Function<Text, String> in) {
    String code = city.currentCode(alert.division());
    String name =
        city.divisions().path(code).stream()
            .map(Division::name)
            .map(in)
            .reduce((above, below) -> above + " / " + below)
            .orElse(code);
    return new CapArea(
        name,
        city.divisions().area(code).map(CapShapes::polygons).orElse(List.of()),
        catalogue
            .thing(alert.thing())
            .filter(ObservingThing::placed)
            .map(t -> List.of(CapShapes.pair(t.lat(), t.lng()) + " 0"))
            .orElse(List.of()),
        List.of(new CapPair("urn:furong:division", code)),
        Map.of());
  }

  private Text title(Alert alert) {
    return book.rule(alert.rule()).map(RuleInfo::title).orElse(Text.of(alert.rule(), alert.rule()));
  }

  private static String colour(Level level) {
    return switch (level) {
      case I -> "red";
      case II -> "orange";
      case III -> "yellow";
      case IV -> "blue";
    };
  }

  private static Map<String, String> categories() {
    Map<String, String> categories = new HashMap<>();
    try (InputStream in = OwnAlerts.class.getResourceAsStream("categories.csv")) {
      if (in == null) {
        throw new IllegalStateException("categories.csv is missing from the program");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("pack,"))
          .map(line -> line.split(",", -1))
          .forEach(cells -> categories.put(cells[0], cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return categories;
  }
}
