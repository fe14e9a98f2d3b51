package furong.reported;

import furong.base.Text;
import furong.people.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people do to a sheet: from which states it goes, where it leads, and who may. */
public enum SheetAct {
  SUBMIT(
      Text.of("上报", "Hand in"),
      Set.of(SheetState.DRAFT, SheetState.RETURNED),
      SheetState.SUBMITTED,
      SheetRoles.FILLERS,
      false),
  APPROVE(
      Text.of("审核通过", "Approve"),
      Set.of(SheetState.SUBMITTED),
      SheetState.APPROVED,
      SheetRoles.APPROVERS,
      true),
  SEND_BACK(
      Text.of("退回", "Send back"),
      Set.of(SheetState.SUBMITTED),
      SheetState.RETURNED,
      SheetRoles.APPROVERS,
      true);

  private final Text title;
  private final Set<SheetState> from;
  private final SheetState to;
  private final Set<Role> roles;
  private final boolean fromAbove;

  SheetAct(Text title, Set<SheetState> from, SheetState to, Set<Role> roles, boolean fromAbove) {
    this.title = title;
    this.from = from;
    this.to = to;
    this.roles = roles;
    this.fromAbove = fromAbove;
  }

  public Text title() {
    return title;
  }

  Set<SheetState> from() {
    return from;
  }

  SheetState to() {
    return to;
  }

  Set<Role> roles() {
    return roles;
  }

  /** True when the right counts in the division above, not in the sheet's own. */
  boolean fromAbove() {
    return fromAbove;
  }

  /** As addresses write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SheetAct> find(String code) {
    return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst();
  }
}
