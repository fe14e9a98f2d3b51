package furong.app;

import java.util.List;

/** The page docs/configuration.md, written from {@link Setting}. */
final class ConfigurationPage {

  private ConfigurationPage() {}

  static List<String> lines() {
    List<String> lines = new java.util.ArrayList<>();
    lines.addAll(
        """
        # Configuration

        <!-- written from app/src/main/java/furong/app/Setting.java; ConfigurationPageTest compares and rewrites it -->

        An option on the command line wins over its environment variable, and that over the default. A path that is
        given is relative to where the command is typed; a default path is relative to the project.

        | option | variable | default | what (中文) | remark |
        |---|---|---|---|---|\
        """
            .lines()
            .toList());
    for (Setting s : Setting.values()) {
      lines.add(
          "| `--%s%s` | `%s` | %s | %s (%s) | %s |"
              .formatted(
                  s.option(),
                  s.isSwitch() ? "" : " " + s.value().replace("|", "\\|"),
                  s.variable(),
                  s.otherwise().isEmpty() ? "" : "`" + s.otherwise() + "`",
                  s.summary().in("en"),
                  s.summary().zh(),
                  s.remark()));
    }
    lines.addAll(
        """

        Beside these: `FURONG_HEAP` (default `1200m`) is the Java heap, `FURONG_FLINK_CHECKPOINTS` the folder that the
        machines of an external Flink share, `CI` makes tests fail instead of being skipped when their data is missing.

        ## What an acknowledgement promises

        An observation is acknowledged when Kafka has it. With the embedded broker and `--log-durability process` that
        is the page cache of the machine: it survives `kill -9` of any process, not a loss of power, which can take the
        last 10 seconds. With `--log-durability disk` it is on disk; that costs about 17 us of waiting per observation in
        batches of 1,000. PostgreSQL always writes through to disk before it answers.

        ## The embedded PostgreSQL

        It runs as a child process, listens on loopback only, with a random password in `data/postgres/password` (mode
        600). When furong runs as root it runs as `postgres`, else `nobody`, since PostgreSQL refuses root. When the data
        folder lies below a private folder such as `/root`, it is given the capability to pass through (`dac_override`),
        and nothing else.\
        """
            .lines()
            .toList());
    return lines;
  }
}
