package furong.cases;

import furong.base.Text;

/** Where a case stands (GB/T 30428.8 usage). */
public enum CaseState {
  REPORTED(Text.of("已上报", "Reported"), Stage.ACCEPT),
  ACCEPTED(Text.of("已受理", "Accepted"), Stage.REGISTER),
  REGISTERED(Text.of("已立案", "Registered"), Stage.DISPATCH),
  DISPATCHED(Text.of("已派遣", "Dispatched"), Stage.HANDLE),
  HANDLING(Text.of("处置中", "Handling"), Stage.HANDLE),
  /** 挂账: no clock runs. */
  SUSPENDED(Text.of("挂账", "Suspended"), Stage.NONE),
  HANDLED(Text.of("已处置", "Handled"), Stage.CHECK),
  CHECKED(Text.of("已核查", "Checked"), Stage.CLOSE),
  CLOSED(Text.of("已结案", "Closed"), Stage.NONE),
  REJECTED(Text.of("不予受理", "Rejected"), Stage.NONE),
  /** 强制结案: ended by a desk with its reason, without a checked result; no closed case in figures. */
  FORCED(Text.of("强制结案", "Closed by force"), Stage.NONE),
  /** 作废: it should never have been opened. */
  CANCELLED(Text.of("作废", "Cancelled"), Stage.NONE),
  /** 并案: another case has the same matter, and goes on with it. */
  MERGED(Text.of("已并案", "Merged"), Stage.NONE);

  private final Text title;
  private final Stage stage;

  CaseState(Text title, Stage stage) {
    this.title = title;
    this.stage = stage;
  }

  public Text title() {
    return title;
  }

  /** The stage whose clock runs in this state. */
  public Stage stage() {
    return stage;
  }

  /** True when nobody works on it any more; only a closed case can be reopened. */
  public boolean ended() {
    return stage == Stage.NONE && this != SUSPENDED;
  }
}
