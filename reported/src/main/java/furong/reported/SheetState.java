package furong.reported;

import furong.base.Text;

/** How far a sheet is on its way up. */
public enum SheetState {
  /** Nothing handed in yet. */
  DRAFT(Text.of("未报", "Not in")),
  SUBMITTED(Text.of("待审", "Awaiting approval")),
  /** Sent back with the reason; may be handed in again. */
  RETURNED(Text.of("退回", "Sent back")),
  /** Locked. */
  APPROVED(Text.of("已审", "Approved"));

  private final Text title;

  SheetState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
