package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import furong.e2e.Browser.Person;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A form of the health check on its way up: a community fills it in, its street approves it and
 * hands in its own, the county approves that, and the figure stands at the indicator of the street.
 */
final class FormWalk {

  private static final String FORM = "health-check.communities";
  private static final String PERIOD = "2025";

  /** What each cell gets; the one that is followed gets another. */
  private static final int EVERY = 1;

  private static final int PARKING = 120;

  private final RunningCity city;
  private final Browser browser;
  private final Doors admin;

  FormWalk(RunningCity city, Browser browser, Doors admin) {
    this.city = city;
    this.browser = browser;
    this.admin = admin;
  }

  void goUp() throws IOException, InterruptedException {
    List<String> communities = smallestStreet();
    String community = communities.getFirst();
    String street = community.substring(0, 9);
    Person clerk = person("form-community", "STREET", community);
    Person office = person("form-street", "OPERATOR", street);
    Person county = person("form-county", "OPERATOR", community.substring(0, 6));

    fill(clerk, community);
    // one waits for the street; the street itself and the other communities are not in
    office
        .open("/forms/" + FORM + "?period=" + PERIOD + "&division=" + street)
        .see("missing-total");
    assertThat(office.at("missing-total").innerText())
        .isEqualTo(String.valueOf(communities.size() + 1));
    open(office, community).click("act-approve");
    approved(office).shoot("forms-2-approved");

    // the street's other communities, filled by another hand and approved through the API
    Doors filler = new Doors(city.address(), "street", city.password("street"));
    Doors approver = new Doors(city.address(), "operator", city.password("operator"));
    for (String other : communities.subList(1, communities.size())) {
      fillAll(filler, other);
      act(approver, other, "approve");
    }
    open(office, street).click("act-submit");
    office.page().waitForSelector("[data-test='sheet-state'][data-state='SUBMITTED']");
    open(county, street).click("act-approve");
    approved(county);

    int sum = PARKING + EVERY * (communities.size() - 1);
    county
        .open("/formulas/health-check.parking-short?division=" + street + "&period=" + PERIOD)
        .see("value");
    assertThat(county.at("value").innerText().replace(",", "")).startsWith(String.valueOf(sum));
    // opened to who said it
    assertThat(county.at("formula").innerText())
        .contains(String.valueOf(PARKING), "经办 form-community");
    county.shoot("forms-3-indicator");
    county.click("open-form");
    county.page().waitForURL("**/forms/**/" + PERIOD);
    county.see("sheet-state");
  }

  private Person person(String login, String role, String division)
      throws IOException, InterruptedException {
    String password =
        admin
            .post(
                "/api/users",
                Map.of(
                    "login",
                    login,
                    "nameZh",
                    "经办 " + login,
                    "roles",
                    List.of(role),
                    "divisions",
                    List.of(division)))
            .path("password")
            .asString();
    return browser.person(login, password, 1440, 900).logIn();
  }

  /** Of the street with the fewest; a street approves when all of its communities are in. */
  private List<String> smallestStreet() throws IOException, InterruptedException {
    Map<String, List<String>> byStreet = new HashMap<>();
    int read = 0;
    JsonNode page;
    do {
      page = admin.get("/api/divisions?level=COMMUNITY&size=1000&page=" + read++);
      page.path("items")
          .forEach(d -> {
            String code = d.path("code").asString();
            byStreet.computeIfAbsent(code.substring(0, 9), s -> new ArrayList<>()).add(code);
          });
    } while (page.path("items").size() == 1_000);
    return byStreet.values().stream()
        .min(Comparator.<List<String>>comparingInt(List::size).thenComparing(List::getFirst))
        .orElseThrow();
  }

  private static Person open(Person who, String division) {
    return who.open("/forms/" + FORM + "/" + division + "/" + PERIOD).see("sheet-state");
  }

  private static Person approved(Person who) {
    who.page().waitForSelector("[data-test='sheet-state'][data-state='APPROVED']");
    return who;
  }

  private static void fill(Person clerk, String community) {
    open(clerk, community);
    for (Locator cell : clerk.page().locator("[data-test^='cell-']").all()) {
      String mark = cell.getAttribute("data-test");
      cell.fill(String.valueOf(mark.endsWith("parking-short") ? PARKING : EVERY));
    }
    // the page goes before anything is saved: what was typed is there again
    open(clerk, community).see("draft-restored").shoot("forms-0-draft");
    assertThat(clerk.at("cell-health-check.parking-short").inputValue())
        .isEqualTo(String.valueOf(PARKING));
    clerk.click("sheet-save").see("act-submit").shoot("forms-1-filled");
    clerk.click("act-submit");
    clerk.page().waitForSelector("[data-test='sheet-state'][data-state='SUBMITTED']");
  }

  private static String sheet(String division) {
    return "/api/forms/" + FORM + "/sheets/" + division + "/" + PERIOD;
  }

  private static void fillAll(Doors filler, String division)
      throws IOException, InterruptedException {
    JsonNode sheet = filler.get(sheet(division));
    List<Map<String, Object>> cells = new ArrayList<>();
    for (JsonNode line : sheet.path("lines")) {
      if (!line.path("source").isObject()) {
        cells.add(Map.of("figure", line.path("figure").asString(), "value", EVERY, "note", ""));
      }
    }
    filler.post(sheet(division), Map.of("version", sheet.path("version").asLong(), "cells", cells));
    act(filler, division, "submit");
  }

  private static void act(Doors who, String division, String act)
      throws IOException, InterruptedException {
    long version = who.get(sheet(division)).path("version").asLong();
    who.post(sheet(division) + "/actions/" + act, Map.of("version", version, "words", ""));
  }
}
