package furong.plan;

import furong.base.Text;

/** A supervised item (督办). */
public enum SupervisedState {
  OPEN(Text.of("办理中", "Open")),
  DONE(Text.of("待核查", "Awaiting check")),
  CLOSED(Text.of("已销号", "Closed"));

  private final Text title;

  SupervisedState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
