package furong.serve.audit;

import furong.base.Text;
import furong.cases.CaseAction;
import furong.plan.PlanAct;
import furong.plan.RegisterDesk;
import furong.reported.CampaignAct;
import furong.reported.SheetAct;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the actions of the audit trail are called: {@code case.dispatch} is 案件·派遣. Acts that have
 * names of their own keep them; one that nobody named here shows its code.
 */
final class AuditWords {

  private static final Map<String, Text> WORDS = words();

  private AuditWords() {}

  /** The words of a dotted action. */
  static Text of(String action) {
    return WORDS.getOrDefault(action, Text.of(action, action));
  }

  private static Map<String, Text> words() {
    Map<String, Text> all = new HashMap<>();
    cases(all);
    alerts(all);
    people(all);
    steering(all);
    platform(all);
    return Map.copyOf(all);
  }

  private static void cases(Map<String, Text> all) {
    Noun noun = new Noun(all, "case", "案件", "Case");
    for (CaseAction action : CaseAction.values()) {
      noun.does(action.code(), action.title());
    }
    noun.does("report", "登记", "Report");
    noun.does("mend_on_spot", "即采即办", "Mend on the spot");
    noun = new Noun(all, "report", "诉求", "Report");
    noun.does("receive", "接收", "Receive");
    noun.does("rate", "评价", "Rate");
    noun.does("call-back", "回访", "Call back");
    noun.does("rectified", "整改完成", "Rectified");
    noun.does("release", "公开", "Publish");
    noun.does("reveal", "查看联系方式", "Look at the contact");
    noun.does("forget", "删除个人信息", "Forget the person");
    noun = new Noun(all, "photo", "照片", "Photo");
    noun.does("add", "上传", "Add");
    noun.does("publish", "公开", "Publish");
    noun.does("withdraw", "撤回", "Withdraw");
    noun = new Noun(all, "view", "常用筛选", "Saved view");
    noun.does("save", "保存", "Save");
    noun.does("remove", "删除", "Remove");
    new Noun(all, "hotline", "热线", "Hotline").does("import", "导入", "Import");
  }

  private static void alerts(Map<String, Text> all) {
    Noun noun = new Noun(all, "alert", "预警", "Alert");
    noun.does("acknowledge", "确认", "Acknowledge");
    noun.does("assign", "交办", "Assign");
    noun.does("shelve", "搁置", "Shelve");
    noun.does("unshelve", "取消搁置", "Take off the shelf");
    noun = new Noun(all, "silence", "静默", "Silence");
    noun.does("add", "设置", "Set");
    noun.does("end", "结束", "End");
    noun = new Noun(all, "duty", "值班", "Duty");
    noun.does("plan", "排班", "Plan");
    noun.does("cancel", "取消排班", "Cancel");
    noun.does("note", "记事", "Note");
    noun.does("handover", "交接班", "Hand over");
    new Noun(all, "contact", "通知方式", "Contact").does("set", "设置", "Set");
    new Noun(all, "outbox", "通知", "Message").does("retry", "重发", "Send again");
    new Noun(all, "warning", "外部预警", "Warning of others").does("take", "接入", "Take in");
    noun = new Noun(all, "hook", "推送地址", "Webhook");
    noun.does("save", "保存", "Save");
    noun.does("remove", "删除", "Remove");
    noun.does("test", "试发", "Test");
  }

  private static void people(Map<String, Text> all) {
    Noun noun = new Noun(all, "session", "账号", "Session");
    noun.does("login", "登录", "Log in");
    noun.does("logout", "退出", "Log out");
    noun.does("refused", "口令错误", "Refused");
    noun.does("locked", "锁定", "Locked");
    noun = new Noun(all, "user", "用户", "User");
    noun.does("give", "新增", "Add");
    noun.does("change", "修改", "Change");
    noun.does("close", "停用", "Close");
    noun.does("reopen", "启用", "Open again");
    noun = new Noun(all, "password", "口令", "Password");
    noun.does("change", "修改", "Change");
    noun.does("link", "发放重置链接", "Give a link");
    noun.does("redeem", "凭链接设置", "Set by a link");
    noun = new Noun(all, "client", "接口账号", "API client");
    noun.does("give", "发放", "Give");
    noun.does("revoke", "吊销", "Revoke");
    noun = new Noun(all, "screen", "大屏", "Screen");
    noun.does("give", "发放", "Give");
    noun.does("revoke", "吊销", "Revoke");
    noun = new Noun(all, "device-key", "设备密钥", "Device key");
    noun.does("make", "生成", "Make");
    noun.does("name", "登记证书", "Name a certificate");
    noun.does("revoke", "吊销", "Revoke");
  }

  private static void steering(Map<String, Text> all) {
    Noun noun = new Noun(all, "plan", "规划", "Plan");
    for (PlanAct act : PlanAct.values()) {
      noun.does(act.code(), act.title());
    }
    for (RegisterDesk.Act act : RegisterDesk.Act.values()) {
      noun.does("register_" + act.name().toLowerCase(Locale.ROOT), act.title());
    }
    noun.does("register_add", "清单登记", "Enter into a register");
    noun.does("open", "开启", "Open");
    noun.does("supervise", "立项督办", "Supervise");
    noun.does("text", "文本更新", "New text");
    noun.does("text_author", "文本修改人", "Author of a text");
    noun.does("promise", "责任与时限", "Promise");
    noun.does("evidence", "上传佐证", "Bring evidence");
    noun.does("task_add", "新增任务", "Add a task");
    noun.does("task_end", "结束任务", "End a task");
    noun = new Noun(all, "sheet", "报表", "Form");
    for (SheetAct act : SheetAct.values()) {
      noun.does(act.code(), act.title());
    }
    noun.does("save", "填报", "Fill");
    noun.does("correct", "更正", "Correct");
    noun.does("remind", "催报", "Remind");
    noun = new Noun(all, "campaign", "体检采集", "Check-up campaign");
    for (CampaignAct act : CampaignAct.values()) {
      noun.does(act.code(), act.title());
    }
    noun.does("open", "开启", "Open");
  }

  private static void platform(Map<String, Text> all) {
    Noun noun = new Noun(all, "pack", "场景包", "Pack");
    noun.does("base", "磁盘版本", "Version of the disk");
    noun.does("propose", "申请变更", "Propose");
    noun.does("release", "发布", "Release");
    noun.does("refuse", "驳回", "Refuse");
    noun.does("withdraw", "撤回申请", "Withdraw");
    noun.does("in-force", "生效", "In force");
    noun = new Noun(all, "sensorthings", "感知登记", "SensorThings");
    noun.does("post", "新增", "Add");
    noun.does("patch", "修改", "Change");
    noun.does("put", "替换", "Replace");
    noun.does("delete", "删除", "Delete");
    new Noun(all, "registration", "设备批量登记", "Registration").does("begin", "开始", "Begin");
    new Noun(all, "history", "历史数据", "History").does("expire", "到期清理", "Expire");
  }

  /** What is acted on. */
  private record Noun(Map<String, Text> all, String code, String zh, String en) {

    void does(String verb, String verbZh, String verbEn) {
      does(verb, Text.of(verbZh, verbEn));
    }

    void does(String verb, Text title) {
      all.put(code + "." + verb, Text.of(zh + "·" + title.zh(), en + ": " + title.en()));
    }
  }
}
