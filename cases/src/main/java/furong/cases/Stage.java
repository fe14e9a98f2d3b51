package furong.cases;

import furong.base.Text;

/** A stretch of a case's way with one clock of its own. */
public enum Stage {
  ACCEPT(Text.of("受理", "Acceptance")),
  REGISTER(Text.of("立案", "Registration")),
  DISPATCH(Text.of("派遣", "Dispatch")),
  HANDLE(Text.of("处置", "Handling")),
  CHECK(Text.of("核查", "Check")),
  CLOSE(Text.of("结案", "Closing")),
  /** No clock runs: suspended or ended. */
  NONE(Text.of("无", "None"));

  private final Text title;

  Stage(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
