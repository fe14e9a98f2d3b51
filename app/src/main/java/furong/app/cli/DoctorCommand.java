package furong.app.cli;

import furong.app.Setting;
import furong.base.Text;
import furong.engine.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * {@code furong doctor}: looks at the machine and names, for everything that is missing, the
 * command that mends it. Exit code 2 when something needed is missing.
 */
final class DoctorCommand extends Command {

  /** Measured: the whole tree under load stays below this. */
  private static final long LEAST_MEMORY_MB = 3_000;

  /** A day of a large city's observations is about 100 MB; this leaves room for a trial. */
  private static final long LEAST_DISK_MB = 2_000;

  /** Vite 7 needs it. */
  private static final int LEAST_NODE = 20;

  private record Check(String name, boolean good, boolean needed, String found, String mend) {}

  private DoctorCommand(Lang lang) {
    super(
        lang,
        Text.of(
            "检查本机，指出缺什么、用什么命令补。",
            "Checks the machine, says what is missing and the command that mends it."));
  }

  static CommandLine commandLine(Lang lang) {
    return new CommandLine(new DoctorCommand(lang).spec);
  }

  @Override
  public Integer call() {
    boolean fit = true;
    for (Check check : checks()) {
      String mark =
          check.good()
              ? lang.say("正常", "good")
              : check.needed() ? lang.say("缺少", "MISSING") : lang.say("可选", "optional");
      System.out.printf("%-9s %-22s %s%n", mark, check.name(), check.found());
      if (!check.good()) {
        System.out.println("          -> " + check.mend());
        fit &= !check.needed();
      }
    }
    System.out.println(
        "furong: "
            + (fit
                ? lang.say("本机可用", "this machine is fit")
                : lang.say("本机尚缺以上各项", "this machine lacks what is marked")));
    return fit ? 0 : 2;
  }

  private List<Check> checks() {
    List<Check> all = new ArrayList<>();
    all.add(java());
    all.add(program("maven", true, "mvn", "apt-get install -y maven"));
    all.add(node());
    all.add(program("setpriv", isRoot(), "setpriv", "apt-get install -y util-linux"));
    all.add(memory());
    all.add(disk());
    all.add(port(Setting.PORT));
    all.add(port(Setting.MQTT_PORT));
    all.add(browser());
    all.add(chineseFont());
    return all;
  }

  private static Check java() {
    Runtime.Version version = Runtime.version();
    return new Check(
        "Java 25",
        version.feature() == 25,
        true,
        version + " " + System.getProperty("java.home"),
        "https://adoptium.net/temurin/releases/?version=25");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  private static Check program(String name, boolean needed, String program, String mend) {
    @Nullable Path path = find(program);
    return new Check(name, path != null, needed, path == null ? "" : path.toString(), mend);
  }

  private static Check node() {
    String version = output("node", "--version");
    Matcher digits = Pattern.compile("v(\\d+)").matcher(version);
    boolean good = digits.find() && Integer.parseInt(digits.group(1)) >= LEAST_NODE;
    return new Check(
        "Node.js " + LEAST_NODE + "+", good, true, version, "https://nodejs.org/en/download");
  }

  private static Check memory() {
    long mb = -1;
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          mb = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException elsewhereThanLinux) {
      return new Check("memory", true, false, "?", "");
    }
    return new Check(
        "memory",
        mb >= LEAST_MEMORY_MB,
        false,
        mb + " MB available",
        "close other programs; " + LEAST_MEMORY_MB + " MB are comfortable");
  }

  private static Check disk() {
    try {
      long mb = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace() >> 20;
      return new Check(
          "disk", mb >= LEAST_DISK_MB, true, mb + " MB free", "free " + LEAST_DISK_MB + " MB");
    } catch (IOException e) {
      return new Check("disk", false, true, String.valueOf(e.getMessage()), "check the disk");
    }
  }

  private static Check port(Setting setting) {
    int port = Integer.parseInt(setting.otherwise());
    boolean free = Ports.isFree(port);
    return new Check(
        "port " + port,
        free,
        false,
        free ? "free" : "in use",
        "furong up --" + setting.option() + " N");
  }

  private static Check browser() {
    @Nullable Path path = find("chromium");
    if (path == null) {
      path = find("google-chrome");
    }
    return new Check(
        "Chromium (test)",
        path != null,
        false,
        path == null ? "" : path.toString(),
        "apt-get install -y chromium");
  }

  private static Check chineseFont() {
    String fonts = output("fc-list", ":lang=zh", "family");
    return new Check(
        "Chinese font (test)",
        !fonts.isBlank(),
        false,
        fonts.lines().findFirst().orElse(""),
        "apt-get install -y fontconfig fonts-noto-cjk");
  }

  private static @Nullable Path find(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** What a program says, empty when it is not there. */
  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
