package furong.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.e2e.Browser.Person;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The life of one account on the screens: given, moved, a forgotten password, closed. */
final class AccountWalk {

  private static final String LOGIN = "moved-office";
  private static final String PASSWORD = "four-ginkgo-trees";

  private final RunningCity city;
  private final Browser browser;
  private final Doors admin;

  AccountWalk(RunningCity city, Browser browser, Doors admin) {
    this.city = city;
    this.browser = browser;
    this.admin = admin;
  }

  void live() throws IOException, InterruptedException {
    String first =
        admin
            .post(
                "/api/users",
                Map.of(
                    "login",
                    LOGIN,
                    "nameZh",
                    "调岗经办",
                    "roles",
                    List.of("STREET"),
                    "divisions",
                    List.of("510104")))
            .path("password")
            .asString();
    Person keeper = browser.person("admin", city.password("admin"), 1440, 900).logIn();
    keeper.open("/users").see("users-table");
    move(keeper);
    forget(keeper, first);
    end(keeper);
    JsonNode trail = admin.get("/api/audit?subject=user/user-" + LOGIN);
    assertThat(trail.path("items").valueStream().map(e -> e.path("action").asString()))
        .contains("user.give", "user.change", "password.link", "password.redeem", "user.close");
  }

  /** From one county to another, and one role more. */
  private void move(Person keeper) throws IOException, InterruptedException {
    keeper.page().locator("[data-test='user-" + LOGIN + "'] [data-test='user-edit']").click();
    keeper.at("user-division").fill("510105");
    keeper.click("user-role-INSPECTOR").click("user-give");
    keeper.page().locator("[data-test='user-" + LOGIN + "']").getByText("510105").waitFor();
    JsonNode moved =
        admin
            .get("/api/users")
            .path("items")
            .valueStream()
            .filter(u -> u.path("login").asString().equals(LOGIN))
            .findFirst()
            .orElseThrow();
    assertThat(moved.path("roles").valueStream().map(r -> r.path("code").asString()))
        .containsExactlyInAnyOrder("STREET", "INSPECTOR");
  }

  /** The person opens the link that the administrator made, and comes in by the own password. */
  private void forget(Person keeper, String first) throws IOException, InterruptedException {
    keeper.page().locator("[data-test='user-" + LOGIN + "'] [data-test='user-link']").click();
    String link = keeper.see("user-password").at("user-password").innerText();
    keeper.shoot("accounts-1-link");
    Person person = browser.person(LOGIN, PASSWORD, 390, 844);
    person.page().navigate(link);
    person.at("password-new").fill(PASSWORD);
    person.at("password-again").fill(PASSWORD);
    person.shoot("accounts-2-password").click("password-set").see("password-done");
    assertThatThrownBy(() -> new Doors(city.address(), LOGIN, first).get("/api/session"))
        .hasMessageContaining("401");
    person.logIn();
    assertThat(new Doors(city.address(), LOGIN, PASSWORD).get("/api/session").path("login"))
        .hasToString("\"" + LOGIN + "\"");
    // an open page would go on asking after the account is closed, and be refused
    person.page().close();
  }

  private void end(Person keeper) throws IOException, InterruptedException {
    keeper.page().locator("[data-test='user-" + LOGIN + "'] [data-test='user-close']").click();
    keeper.page().locator("[data-test='user-" + LOGIN + "'] [data-test='user-reopen']").waitFor();
    keeper.shoot("accounts-3-closed");
    assertThatThrownBy(
            () -> admin.post("/api/session", Map.of("login", LOGIN, "password", PASSWORD)))
        .hasMessageContaining("401");
  }
}
