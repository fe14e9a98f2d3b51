package furong.plan;

import furong.base.Text;

/** A month of dispatch. */
public enum MonthState {
  OPEN(Text.of("填报中", "Reporting")),
  MEETING(Text.of("会商中", "In meeting")),
  CLOSED(Text.of("已归档", "Closed"));

  private final Text title;

  MonthState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
