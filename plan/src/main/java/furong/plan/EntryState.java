package furong.plan;

import furong.base.Text;

/** What a unit owes for one item in one month. */
public enum EntryState {
  DUE(Text.of("待报送", "Due")),
  REPORTED(Text.of("已报送", "Reported")),
  RETURNED(Text.of("已退回", "Sent back"));

  private final Text title;

  EntryState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
