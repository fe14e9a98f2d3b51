package furong.reported;

import furong.base.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a planner does to a campaign: from which state it goes, where it leads. */
public enum CampaignAct {
  REMIND(Text.of("催报", "Remind"), CampaignState.OPEN, CampaignState.OPEN, false),
  EXTEND(Text.of("延期", "Extend"), CampaignState.OPEN, CampaignState.OPEN, true),
  CLOSE(Text.of("结束采集", "Close"), CampaignState.OPEN, CampaignState.CLOSED, false),
  REOPEN(Text.of("重新开放", "Reopen"), CampaignState.CLOSED, CampaignState.OPEN, true);

  private final Text title;
  private final CampaignState from;
  private final CampaignState to;
  private final boolean reason;

  CampaignAct(Text title, CampaignState from, CampaignState to, boolean reason) {
    this.title = title;
    this.from = from;
    this.to = to;
    this.reason = reason;
  }

  public Text title() {
    return title;
  }

  CampaignState from() {
    return from;
  }

  CampaignState to() {
    return to;
  }

  /** Whether it needs a reason and a new deadline. */
  public boolean reason() {
    return reason;
  }

  /** As addresses write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CampaignAct> find(String code) {
    return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
  }
}
