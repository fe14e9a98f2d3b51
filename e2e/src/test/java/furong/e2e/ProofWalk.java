package furong.e2e;

import com.microsoft.playwright.options.FilePayload;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What a meeting decided is done with proof and closed by somebody else: the first item on the
 * screens, the others through the API, one of them sent back once.
 *
 * @param units doors of each unit, by its id
 */
record ProofWalk(RunningCity city, Browser browser, Map<String, Doors> units) {

  void prove(String month, int items) throws IOException, InterruptedException {
    Person operator = browser.person("operator", city.password("operator"), 1440, 900).logIn();
    operator.open("/plan/supervised").click("supervised-DB-" + month + "-01");
    operator.see("supervised-detail").click("act-finish");
    operator.at("act-file").setInputFiles(file("赶工方案.pdf"));
    operator.page().waitForSelector("[data-test='supervised-detail'] a[download]");
    operator.at("act-words").fill("方案已报领导小组办公室");
    operator.click("act-send");
    operator.page().waitForSelector("[data-test='supervised-state'][data-state='DONE']");
    Doors checks = new Doors(city.address(), "inspector", city.password("inspector"));
    for (long id = 2; id <= items; id++) {
      finish(checks, id, "已按期赶工");
    }
    Person inspector = browser.person("inspector", city.password("inspector"), 1440, 900).logIn();
    inspector.open("/plan/supervised?id=1").see("supervised-detail").click("act-pass");
    inspector.page().waitForSelector("[data-test='supervised-state'][data-state='CLOSED']");
    judge(checks, 2, "reject");
    finish(checks, 2, "已补验收材料");
    for (long id = 2; id <= items; id++) {
      judge(checks, id, "pass");
    }
    inspector.open("/plan/supervised?view=closed").see("supervised-table");
    inspector.shoot("offices-7-supervised");
  }

  /** A small file as evidence. */
  static FilePayload file(String name) {
    return new FilePayload(name, "application/pdf", bytes());
  }

  private static byte[] bytes() {
    return "%PDF-1.4 proof".getBytes(StandardCharsets.UTF_8);
  }

  private void finish(Doors reader, long id, String words)
      throws IOException, InterruptedException {
    JsonNode item = reader.get("/api/plan/supervised/" + id);
    Doors unit = Objects.requireNonNull(units.get(item.at("/unit/id").asString()));
    unit.bring("/api/plan/supervised/" + id + "/evidence", "done.pdf", bytes());
    unit.post(
        "/api/plan/supervised/" + id + "/actions/finish",
        Map.of("version", item.path("version").asLong(), "words", words));
  }

  private static void judge(Doors inspector, long id, String act)
      throws IOException, InterruptedException {
    long version = inspector.get("/api/plan/supervised/" + id).path("version").asLong();
    inspector.post(
        "/api/plan/supervised/" + id + "/actions/" + act,
        Map.of("version", version, "reason", act.equals("reject") ? "缺验收材料" : ""));
  }
}
