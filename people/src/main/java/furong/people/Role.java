package furong.people;

import furong.base.Text;

/**
 * What a person is there for. A person may have several; each right names the roles that have it.
 */
public enum Role {
  /** 值班员: accepts, registers, dispatches and closes cases; acknowledges alerts. */
  OPERATOR(Text.of("值班员", "Duty operator")),
  /** 街道处置员: takes cases of a street office and handles them; acknowledges alerts there. */
  STREET(Text.of("街道处置员", "Street officer")),
  /** 核查员: verifies reports (核实) before and checks results (核查) after. */
  INSPECTOR(Text.of("核查员", "Inspector")),
  /** 规划分析员: reads everything in the scope, changes no case. */
  PLANNER(Text.of("规划分析员", "Planner")),
  /** 管理员: keeps users and reads the audit trail; is no case worker, so that duties stay apart. */
  ADMIN(Text.of("管理员", "Administrator")),
  /** 设备: a program or sensor that brings observations. */
  DEVICE(Text.of("设备", "Device")),
  /** 大屏: a screen of an operations room; reads the wall, where no person is named. */
  WALL(Text.of("大屏", "Wall screen"));

  private final Text title;

  Role(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
