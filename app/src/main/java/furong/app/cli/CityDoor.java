package furong.app.cli;

import furong.app.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running furong as a person of it reaches it from the command line: {@code --url}, {@code
 * --login} and the password out of {@code FURONG_PASSWORD}, which so stands in no history of
 * commands.
 */
final class CityDoor {

  /** Years of history take minutes to judge. */
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private static final String PASSWORD = "FURONG_PASSWORD";

  /** Stands for a status where nobody answered. */
  private static final int UNREACHED = 0;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What was answered. @param text as it came */
  record Answer(int status, JsonNode said, String text) {

    boolean good() {
      return status / 100 == 2;
    }

    /** Names what was refused, and where; a refusal of one notice without a place is one line. */
    void complain(Lang lang) {
      if (status == UNREACHED) {
        System.err.println("furong: " + lang.say("连不上 ", "cannot be reached: ") + text);
        return;
      }
      JsonNode notices = said.path("notices");
      boolean single = notices.size() == 1 && notices.get(0).path("place").asString("").isEmpty();
      String detail =
          single
              ? words(notices.get(0), lang)
              : notices.isEmpty() ? said.path("detail").asString("") : lang.say("被拒绝：", "refused:");
      System.err.println("furong: " + status + " " + detail);
      if (!single) {
        notices.forEach(
            n -> System.err.println(n.path("place").asString("") + ": " + words(n, lang)));
      }
    }

    private static String words(JsonNode notice, Lang lang) {
      String zh = notice.path("zh").asString("");
      String en = notice.path("message").asString("");
      return zh.isEmpty() ? en : lang.say(zh, en);
    }
  }

  private final String url;
  private final String pair;

  private CityDoor(String url, String pair) {
    this.url = url;
    this.pair = pair;
  }

  /** Adds {@code --url}, {@code --login} and {@code --json} to a tool. */
  static void options(CommandSpec spec, Lang lang) {
    ReplayCommand.option(
        spec,
        "--url",
        String.class,
        "URL",
        "http://localhost:" + Setting.PORT.otherwise(),
        lang.say("系统地址", "address of the running furong"));
    ReplayCommand.option(
        spec,
        "--login",
        String.class,
        "NAME",
        "admin",
        lang.say("账号", "login of a planner or admin"));
    spec.addOption(
        OptionSpec.builder("--json")
            .arity("0")
            .type(boolean.class)
            .description(lang.say("输出 JSON", "print JSON"))
            .build());
  }

  static CityDoor of(CommandSpec spec, Map<String, String> environment) {
    String login = spec.findOption("--login").getValue();
    return new CityDoor(
        spec.findOption("--url").getValue(), login + ":" + environment.getOrDefault(PASSWORD, ""));
  }

  static boolean wantsJson(CommandSpec spec) {
    Boolean json = spec.findOption("--json").getValue();
    return json != null && json;
  }

  Answer get(String path) throws InterruptedException {
    return send(path, HttpRequest.Builder::GET);
  }

  Answer post(String path, Map<String, Object> body) throws InterruptedException {
    String text = JSON.writeValueAsString(body);
    return send(
        path,
        request ->
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(text)));
  }

  private HttpRequest.Builder request(String path) {
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Basic " + basic);
  }

  private Answer send(String path, UnaryOperator<HttpRequest.Builder> how)
      throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> raw =
          http.send(how.apply(request(path)).build(), BodyHandlers.ofString());
      boolean json =
          raw.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
      return new Answer(
          raw.statusCode(), json ? JSON.readTree(raw.body()) : JSON.createObjectNode(), raw.body());
    } catch (IOException | IllegalArgumentException e) {
      // no city there, or no address at all
      return new Answer(UNREACHED, JSON.createObjectNode(), url);
    }
  }
}
