package furong.notify;

import static furong.notify.SmallTown.CITY_CODE;
import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import furong.people.User;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wei and Xia work in the western operations centre. */
class DutyDeskTest {

  private static final String CENTRE = "operations-510104";

  private final MemoryRosters store = new MemoryRosters();
  private final MemoryUsers users = new MemoryUsers();
  private final DutyDesk desk =
      new DutyDesk(store, users, new MemoryAudit(), SmallTown.city(), new AtOnce(), () -> TEN);
  private final Caller wei = SmallTown.caller("wei", Role.OPERATOR, WEST, CENTRE);

  @BeforeEach
  void people() {
    users.add(wei.user(), "x", TEN);
    users.add(SmallTown.user("xia", Role.OPERATOR, WEST, CENTRE), "x", TEN);
  }

  @Test
  void whoIsOnDutyIsWhoseShiftHolds() {
    desk.plan(wei, new Shift(0, CENTRE, "xia", TEN, TEN.plusSeconds(3_600), "")).orThrow();
    assertThat(desk.onDuty(CENTRE, TEN)).extracting(User::id).containsExactly("xia");
    assertThat(desk.onDuty(CENTRE, TEN.plusSeconds(3_600))).isEmpty();
    assertThat(desk.onDuty("operations-510105", TEN)).isEmpty();
  }

  @Test
  void aShiftThatIsTakenOffTheRosterHoldsNoMore() {
    Shift shift =
        desk.plan(wei, new Shift(0, CENTRE, "xia", TEN, TEN.plusSeconds(60), "")).orThrow();
    desk.cancel(wei, shift.id()).orThrow();
    assertThat(desk.onDuty(CENTRE, TEN)).isEmpty();
    assertThat(refusal(desk.cancel(wei, shift.id()))).isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void refusesStrangersLongShiftsAndOtherCounties() {
    Shift nobody = new Shift(0, CENTRE, "nobody", TEN, TEN.plusSeconds(60), "");
    assertThat(refusal(desk.plan(wei, nobody))).isEqualTo(Refusal.INVALID);
    Shift long3Days = new Shift(0, CENTRE, "xia", TEN, TEN.plusSeconds(3 * 86_400), "");
    assertThat(refusal(desk.plan(wei, long3Days))).isEqualTo(Refusal.INVALID);
    Shift east = new Shift(0, "operations-510105", "xia", TEN, TEN.plusSeconds(60), "");
    assertThat(refusal(desk.plan(wei, east))).isEqualTo(Refusal.FORBIDDEN);
    Caller planner = SmallTown.caller("p", Role.PLANNER, CITY_CODE, null);
    Shift fine = new Shift(0, CENTRE, "xia", TEN, TEN.plusSeconds(60), "");
    assertThat(refusal(desk.plan(planner, fine))).isEqualTo(Refusal.FORBIDDEN);
  }

  @Test
  void aHandOverIsKeptWithHowThingsStood() {
    desk.write(wei, CENTRE, "一切正常").orThrow();
    LogNote over = desk.handOver(wei, CENTRE, "xia", "注意水位", Map.of("openAlerts", 3L)).orThrow();
    assertThat(over.isHandOver()).isTrue();
    assertThat(store.log(CENTRE, 0, 10)).hasSize(2).first().isEqualTo(over);
    assertThat(refusal(desk.handOver(wei, CENTRE, "wei", "x", Map.of())))
        .isEqualTo(Refusal.INVALID);
    assertThat(refusal(desk.write(wei, CENTRE, " "))).isEqualTo(Refusal.INVALID);
  }

  private static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }
}
