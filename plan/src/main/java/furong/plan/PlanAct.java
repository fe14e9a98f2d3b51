package furong.plan;

import furong.base.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What people do in a month of dispatch or an evaluation; the audit trail has each as {@code
 * plan.<code>}.
 */
public enum PlanAct {
  CONVENE(Text.of("汇总上会", "Convene")),
  REOPEN(Text.of("重新填报", "Reopen")),
  CLOSE(Text.of("锁定归档", "Close and lock")),
  REPORT(Text.of("报送", "Report")),
  SEND_BACK(Text.of("退回", "Send back")),
  NOTE(Text.of("会议知悉", "Note")),
  DECIDE(Text.of("议定督办", "Decide")),
  JUDGE(Text.of("评定", "Judge")),
  FINISH(Text.of("申请办结", "Report done")),
  PASS(Text.of("核查销号", "Check and close")),
  REJECT(Text.of("核查退回", "Reject")),
  EXTEND(Text.of("延期", "Extend"));

  private final Text title;

  PlanAct(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** As addresses write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PlanAct> find(String code) {
    return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
  }
}
