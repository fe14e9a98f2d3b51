package furong.reported;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.pack.FormDef;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Who may do what to which sheet, whatever its figures say: there is such a sheet, its period has
 * begun, its campaign still takes figures, and the person has the role in the right division. It
 * changes nothing.
 */
final class SheetGate {

  private final FormBook book;
  private final FormTree tree;
  private final Campaigns campaigns;
  private final ZoneId zone;
  private final InstantSource time;

  SheetGate(FormBook book, FormTree tree, Campaigns campaigns, ZoneId zone, InstantSource time) {
    this.book = book;
    this.tree = tree;
    this.campaigns = campaigns;
    this.zone = zone;
    this.time = time;
  }

  /** The form, when the division has it and the period has begun. */
  Result<FormDef> open(SheetKey key) {
    FormDef form = book.find(key.form()).orElse(null);
    if (form == null || !tree.in(key.period()).has(form, key.division())) {
      return refused(Refusal.NOT_FOUND, "sheet.unknown", key, "There is no such sheet");
    }
    if (!form.cycle().fits(key.period())) {
      return refused(
          Refusal.INVALID, "sheet.period", key, "This form is reported by the " + form.cycle());
    }
    return key.period().in(zone).start().isAfter(time.instant())
        ? refused(Refusal.INVALID, "sheet.early", key, "This period has not begun")
        : Result.ok(form);
  }

  /** Refuses figures that are typed here once their campaign is closed. */
  Result<FormDef> takes(SheetAct act, FormDef form, SheetKey key) {
    return typed(act, key) ? campaigns.takes(form, key) : Result.ok(form);
  }

  /** Whether the act hands in what was typed here, not what others approved. */
  private boolean typed(SheetAct act, SheetKey key) {
    return act == SheetAct.SUBMIT && tree.in(key.period()).fills(form(key), key.division());
  }

  List<SheetAct> acts(User user, Sheet sheet) {
    return Arrays.stream(SheetAct.values())
        .filter(act -> act.from().contains(sheet.state()))
        .filter(act -> may(user, act, sheet.key()).isOk())
        .filter(act -> takes(act, form(sheet.key()), sheet.key()).isOk())
        .filter(act -> !act.fromAbove() || !user.id().equals(sheet.submittedBy()))
        .toList();
  }

  boolean mayType(User user, Sheet sheet) {
    return SheetAct.SUBMIT.from().contains(sheet.state())
        && open(sheet.key()).then(form -> mayType(user, form, sheet.key())).isOk();
  }

  Result<Role> mayType(User user, FormDef form, SheetKey key) {
    return campaigns
        .takes(form, key)
        .then(f ->
            tree.in(key.period()).fills(f, key.division())
                ? Rights.may(user, SheetRoles.FILLERS, key.division())
                : refused(
                    Refusal.INVALID,
                    "sheet.level",
                    key,
                    "Its figures are the sum of those below it"));
  }

  boolean mayCorrect(User user, Sheet sheet) {
    return sheet.state() == SheetState.APPROVED
        && tree.in(sheet.key().period()).fills(form(sheet.key()), sheet.key().division())
        && may(user, SheetAct.APPROVE, sheet.key()).isOk();
  }

  Result<Role> may(User user, SheetAct act, SheetKey key) {
    return Rights.may(
        user,
        act.roles(),
        act.fromAbove() ? tree.in(key.period()).above(key.division()) : key.division());
  }

  private FormDef form(SheetKey key) {
    return book.find(key.form()).orElseThrow(() -> new IllegalArgumentException(key.form()));
  }

  private static <T> Result<T> refused(Refusal refusal, String code, SheetKey key, String message) {
    return Result.refused(refusal, Notice.of(code, key.division(), message));
  }
}
