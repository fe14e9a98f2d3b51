package furong.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private record Said(int code, String err) {}

  @TempDir Path temp;

  @Test
  void aBusyPortIsOneLineAndExitCode2() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said said = up("--port", String.valueOf(taken.getLocalPort()));
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err().strip())
          .isEqualTo(
              "furong: port %d is in use; choose another one with --port"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void aForeignFolderIsOneLineAndExitCode2() throws Exception {
    Files.writeString(Files.createDirectory(temp.resolve("data")).resolve("letter.txt"), "dear");
    Said said = up();
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines()).hasSize(1).first().asString().contains("not furong's");
  }

  @Test
  void aMissingCityIsOneLineAndExitCode2() {
    Said said = up("--city", temp.resolve("atlantis").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines()).hasSize(1).first().asString().contains("no city profile");
  }

  @Test
  void wrongUseIsExitCode2() {
    assertThat(up("--colour", "red").code()).isEqualTo(2);
    assertThat(up("--mqtt-port", "many").code()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsNamedInTheReadersLanguage() {
    Said zh = say("pack", "new", "--lang=zh");
    assertThat(zh.code()).isEqualTo(2);
    assertThat(zh.err().lines()).first().isEqualTo("furong: 缺少 ID");
    assertThat(say("pack", "release", "--lang=zh").err().lines()).first().isEqualTo("furong: 缺少 N");
    assertThat(say("pack", "--lang=zh").err().lines()).first().isEqualTo("furong: 请写明要做什么");
    assertThat(say("pack", "new").err().lines()).first().asString().contains("Missing", "ID");
  }

  @Test
  void aCityThatDoesNotAnswerIsOneLineAndExitCode3() {
    String url = "http://127.0.0.1:" + furong.engine.Ports.findFree();
    Said said = say("pack", "releases", "air", "--url", url);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err().strip()).isEqualTo("furong: cannot be reached: " + url);
    assertThat(say("pack", "releases", "air", "--url", "no address").err().lines()).hasSize(1);
  }

  @Test
  void theLanguageFollowsTheOptionThenTheEnvironment() {
    assertThat(Lang.of(new String[] {"up", "--lang", "zh"}, Map.of("LANG", "en_GB")).isChinese())
        .isTrue();
    assertThat(Lang.of(new String[] {"up"}, Map.of("LANG", "zh_CN.UTF-8")).isChinese()).isTrue();
    assertThat(Lang.of(new String[] {"up"}, Map.of()).isChinese()).isFalse();
  }

  private Said up(String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "up";
    arguments[1] = "--data=" + temp.resolve("data");
    arguments[2] = "--city=" + temp;
    arguments[3] = "--mqtt-port=0";
    arguments[4] = "--port=" + furong.engine.Ports.findFree();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return say(arguments);
  }

  private static Said say(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return new Said(Main.run(arguments, Map.of()), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
