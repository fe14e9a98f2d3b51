package furong.plan;

import furong.base.Text;

/** What an evaluation says of one item. */
public enum Verdict {
  MET(Text.of("已完成", "Met")),
  ON_PACE(Text.of("符合进度", "On pace")),
  BEHIND(Text.of("进度滞后", "Behind")),
  OVERDUE(Text.of("逾期未完成", "Overdue")),
  /** Something that would be needed is not known; never taken for good or bad. */
  CANNOT_JUDGE(Text.of("无法判断", "Cannot be judged"));

  private final Text title;

  Verdict(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** Whether a person has to look before the evaluation is closed. */
  public boolean needsJudgement() {
    return this == BEHIND || this == OVERDUE || this == CANNOT_JUDGE;
  }
}
