package furong.reported;

import furong.base.Text;

/** Whether a collection campaign takes figures. */
public enum CampaignState {
  OPEN(Text.of("采集中", "Collecting")),
  /** Nobody types or hands in any more; what was handed in may still be judged. */
  CLOSED(Text.of("已结束", "Closed"));

  private final Text title;

  CampaignState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
