package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** 即采即办 over HTTP: waste is closed as it is sent, an unclean road is checked. */
class SpotDoorTest {

  @TempDir static Path folder;
  private static OpenHouse house;

  private Person operator;
  private Person street;
  private Person inspector;

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void peopleComeToWork() {
    house.empty();
    operator = house.logIn("operator");
    street = house.logIn("street");
    inspector = house.logIn("inspector");
  }

  private static byte[] photo(int colour) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(colour));
    pen.fillRect(0, 0, 40, 30);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Map<String, Object> mended(Person who, String category) throws IOException {
    Map<String, Object> body = new HashMap<>();
    body.put("title", "一堆垃圾");
    body.put("category", category);
    body.put("lng", 104.3);
    body.put("lat", 30.4);
    body.put("note", "已清走");
    body.put("photos", List.of(who.upload("/api/photos", photo(0x663311)).is(201).text("/id")));
    body.put("after", List.of(who.upload("/api/photos", photo(0xDDDDDD)).is(201).text("/id")));
    return body;
  }

  @Test
  void whatIsMendedIsClosedAndSaysSoInWordsAndInTheFigures() throws IOException {
    Answer c = street.post("/api/cases/on-the-spot", mended(street, "event-0110")).is(201);
    assertThat(c.text("/state/code")).isEqualTo("CLOSED");
    assertThat(c.text("/origin")).isEqualTo("PATROL");
    assertThat(c.body().at("/beside/onSpot").asBoolean()).isTrue();
    JsonNode timeline = c.body().at("/timeline");
    assertThat(timeline.at("/0/photos").size()).isEqualTo(1);
    assertThat(timeline.at("/2/spot/zh").asString()).isEqualTo("按本市即采即办规则办理");
    assertThat(timeline.at("/5/spot/zh").asString()).isEqualTo("即采即办，未抽中核查（每百件抽 0 件）");
    assertThat(timeline.at("/6/title/zh").asString()).isEqualTo("免予核查");
    assertThat(timeline.at("/7/title/zh").asString()).isEqualTo("结案");
    assertThat(operator.get("/api/cases/" + c.text("/id")).is(200).text("/number"))
        .isEqualTo(c.text("/number"))
        .endsWith("00001");
    street.post("/api/cases", plain()).is(201);
    operator.post("/api/cases", plain()).is(201);
    String day = "/api/case-evaluation?from=2026-03-02&to=2026-03-03&by=county";
    JsonNode rate = operator.get(day).is(200).body().at("/items/0/rates/on_the_spot");
    assertThat(rate.path("numerator").asInt()).isEqualTo(1);
    assertThat(rate.path("denominator").asInt()).as("found by staff, not told").isEqualTo(2);
  }

  private static Map<String, Object> plain() {
    return Map.of("title", "一件", "category", "part-0101", "lng", 104.3, "lat", 30.4);
  }

  @Test
  void whatIsPickedStandsInTheInspectorsQueue() throws IOException {
    Answer c = street.post("/api/cases/on-the-spot", mended(street, "event-0112")).is(201);
    assertThat(c.text("/state/code")).isEqualTo("HANDLED");
    assertThat(c.text("/timeline/5/spot/zh")).isEqualTo("即采即办，抽中核查（每百件抽 100 件），等核查员到场");
    assertThat(inspector.get("/api/cases?view=todo").is(200).body().at("/total").asInt()).isOne();
    inspector.act(c.text("/id"), "check_pass", Map.of()).is(200);
    Answer closed = operator.act(c.text("/id"), "close", Map.of()).is(200);
    assertThat(closed.text("/timeline/6/title/zh")).isEqualTo("核查通过");
  }

  @Test
  void whoMayNotAndWhatLacksEvidenceIsRefusedAndKeepsNothing() throws IOException {
    for (Person other : List.of(operator, inspector)) {
      other.post("/api/cases/on-the-spot", mended(other, "event-0110")).is(403);
    }
    assertThat(street.post("/api/cases/on-the-spot", mended(street, "part-0101")).is(400).notice())
        .isEqualTo("spot.kind");
    for (String needed : List.of("photos", "after", "note", "lng")) {
      Map<String, Object> lacking = mended(street, "event-0110");
      lacking.remove(needed);
      street.post("/api/cases/on-the-spot", lacking).is(400);
    }
    Map<String, Object> foreign = mended(street, "event-0110");
    foreign.put("after", List.of("0".repeat(32)));
    assertThat(street.post("/api/cases/on-the-spot", foreign).is(400).notice())
        .isEqualTo("case.photo");
    assertThat(operator.get("/api/cases").body().at("/total").asInt()).isZero();
  }

  @Test
  void theKindsSayWhichAreMendedOnTheSpot() {
    JsonNode kinds = street.get("/api/categories").is(200).body().at("/items");
    Map<String, String> shares = new HashMap<>();
    kinds.forEach(k -> shares.put(k.path("code").asString(), k.path("onTheSpot").toString()));
    assertThat(shares)
        .containsEntry("event-0110", "0")
        .containsEntry("event-0112", "100")
        .containsEntry("part-0101", "null");
  }
}
