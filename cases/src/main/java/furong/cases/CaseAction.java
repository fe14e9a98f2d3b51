package furong.cases;

import furong.base.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can do to a case. */
public enum CaseAction {
  ACCEPT(Text.of("受理", "Accept")),
  /** 核实: somebody goes to the spot before the case is registered. Never mixed up with a check. */
  VERIFY(Text.of("核实", "Verify")),
  REJECT(Text.of("不予受理", "Reject")),
  REGISTER(Text.of("立案", "Register")),
  DISPATCH(Text.of("派遣", "Dispatch")),
  TAKE(Text.of("接单", "Take")),
  FINISH(Text.of("处置反馈", "Report handled")),
  RETURN(Text.of("退回", "Return")),
  SUSPEND(Text.of("挂账", "Suspend")),
  RESUME(Text.of("恢复处置", "Resume")),
  /** 核查 after handling: the result is good. */
  CHECK_PASS(Text.of("核查通过", "Check passed")),
  /** 返工: the result is not good; the case goes back to the handlers. */
  CHECK_FAIL(Text.of("核查不通过（返工）", "Check failed (rework)")),
  CLOSE(Text.of("结案", "Close")),
  /** 延期: the handler asks for more time; the clock runs on until somebody else grants it. */
  EXTEND(Text.of("申请延期", "Ask for more time")),
  EXTEND_APPROVE(Text.of("同意延期", "Grant more time")),
  EXTEND_REFUSE(Text.of("不同意延期", "Refuse more time")),
  /** 改情形: the condition that it was registered for does not fit what was found on the spot. */
  CONDITION_ASK(Text.of("申请改情形", "Ask for another condition")),
  CONDITION_APPROVE(Text.of("同意改情形", "Grant the other condition")),
  CONDITION_REFUSE(Text.of("不同意改情形", "Refuse the other condition")),
  /** 并案: the matter is that of another case, which goes on. */
  MERGE(Text.of("并案", "Merge")),
  /** The case becomes a part of another one, which is closed after it. */
  ATTACH(Text.of("挂接父案件", "Attach to a parent")),
  DETACH(Text.of("解除父案件", "Detach from its parent")),
  /** The reporter is not satisfied: a closed case goes back to the dispatch desk. */
  REOPEN(Text.of("重新办理", "Reopen")),
  FORCE_CLOSE(Text.of("强制结案", "Close by force")),
  CANCEL(Text.of("作废", "Cancel"));

  private final Text title;

  CaseAction(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** The word for it in addresses and documents: {@code check_pass}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CaseAction> find(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }
}
