package furong.app.cli;

import furong.app.Setting;
import furong.base.Text;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code furong status}: asks a running Furong how its parts are; exit code 1 when not ready. */
final class StatusCommand extends Command {

  /** A healthy server answers in milliseconds. */
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private StatusCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "显示运行中的各部分是否就绪；未就绪时退出码为 1。",
            "Shows whether the parts of a running furong are ready; exit code 1 when not."));
  }

  static CommandLine commandLine(Lang lang) {
    CommandSpec spec = new StatusCommand(lang).spec;
    spec.addOption(
        OptionSpec.builder("--port")
            .type(int.class)
            .paramLabel("N")
            .defaultValue(Setting.PORT.otherwise())
            .description(lang.say(Setting.PORT.summary()))
            .build());
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws InterruptedException {
    int port = spec.findOption("--port").getValue();
    URI uri = URI.create("http://127.0.0.1:" + port + "/health");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(uri).timeout(WITHIN).build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode health = JsonMapper.shared().readTree(answer.body());
      for (JsonNode part : health.path("parts")) {
        System.out.printf(
            "%-14s %s %s%n",
            part.path("name").asString(""),
            part.path("ready").asBoolean(false)
                ? lang.say("就绪", "ready")
                : lang.say("未就绪", "not ready"),
            part.path("detail").asString(""));
      }
      System.out.println("furong: " + health.path("status").asString("?"));
      return answer.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      System.err.println(
          "furong: " + lang.say("没有在端口 " + port + " 上运行", "nothing runs on port " + port));
      return 1;
    }
  }
}
