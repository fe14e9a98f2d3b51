package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The plan is evaluated: opened and convened on the screen, judged, locked. */
final class ReviewWalk {

  private ReviewWalk() {}

  /** A mid-term evaluation up to a month, come to its meeting. */
  static void convene(Person planner, String month) {
    planner.open("/plan/reviews").see("review-cutoff");
    planner.at("review-kind").selectOption("MID_TERM");
    planner.at("review-cutoff").fill(month);
    planner.click("review-open").see("review-table").click("act-convene");
    planner.page().waitForSelector("[data-test='review-state'][data-state='MEETING']");
  }

  /** Judges what nothing tells, but for one item that is left to the screen; answers how many. */
  static int judgeTheRest(Doors office, long review, String butFor)
      throws IOException, InterruptedException {
    List<Map<String, Object>> doubtful = new ArrayList<>();
    for (JsonNode f : office.get("/api/plan/reviews/" + review).path("findings")) {
      if (f.path("open").asBoolean() && !f.path("item").asString().equals(butFor)) {
        doubtful.add(Map.of("id", f.path("id").asLong(), "version", f.path("version").asLong()));
      }
    }
    office.post(
        "/api/plan/reviews/" + review + "/judge",
        Map.of("findings", doubtful, "verdict", "CANNOT_JUDGE", "words", "待下半年核实"));
    return doubtful.size();
  }

  /** Judges one item on the screen and locks the evaluation. */
  static void judgeAndClose(Person planner, long review, String item, String words) {
    planner.open("/plan/reviews/" + review).see("review-table").at("select-" + item).check();
    planner.at("judge-verdict").selectOption("BEHIND");
    planner.at("judge-words").fill(words);
    planner.click("judge-send");
    planner
        .page()
        .waitForSelector(
            "[data-test='judge-form']",
            new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    planner.click("act-close");
    planner.page().waitForSelector("[data-test='review-state'][data-state='CLOSED']");
  }

  /** The plan is evaluated on what the month brought; answers how many findings people judged. */
  static int afterTheMonth(Person planner, Doors office, String month, int tasks)
      throws IOException, InterruptedException {
    convene(planner, month);
    JsonNode review = office.get("/api/plan/reviews/1");
    // actions, targets, milestones, tasks and works of the text, and what was added
    assertThat(review.path("findings")).hasSize(69 + 68 + 30 + 94 + 44 + tasks);
    assertThat(verdict(review, "T1")).isEqualTo("BEHIND");
    assertThat(verdict(review, "T2")).isEqualTo("OVERDUE");
    assertThat(verdict(review, "T3")).isEqualTo("ON_PACE");
    // T1 and its like hold their action back
    assertThat(verdict(review, "1")).isEqualTo("BEHIND");
    int judged = judgeTheRest(office, 1, "1");
    judgeAndClose(planner, 1, "1", "赶工方案已报");
    planner.shoot("offices-9-evaluation");
    return judged + 1;
  }

  private static String verdict(JsonNode review, String item) {
    for (JsonNode finding : review.path("findings")) {
      if (finding.path("item").asString().equals(item)) {
        return finding.at("/verdict/code").asString();
      }
    }
    throw new AssertionError("no finding of " + item);
  }
}
