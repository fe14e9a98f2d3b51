package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.cases.CaseRules.Act;
import furong.geo.LngLat;
import furong.people.Caller;
import furong.people.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole table: what it allows works, everything else is refused with a notice. */
class LifecycleTest {

  private static final List<CaseAction> MAIN_WAY =
      List.of(
          CaseAction.REGISTER,
          CaseAction.DISPATCH,
          CaseAction.TAKE,
          CaseAction.FINISH,
          CaseAction.CHECK_PASS,
          CaseAction.CLOSE);

  @Test
  void theTableNamesEachStateAndActionOnceAndReachesEveryState() {
    Set<String> seen = new HashSet<>();
    Set<CaseState> reached = EnumSet.of(CaseState.REPORTED, CaseState.ACCEPTED);
    for (Transition row : Lifecycle.table()) {
      assertThat(seen.add(row.from() + " " + row.action())).as("%s", row).isTrue();
      assertThat(row.from().ended() && row.action() != CaseAction.REOPEN)
          .as("only closed cases are reopened: %s", row)
          .isFalse();
      reached.add(row.to());
    }
    assertThat(reached).containsExactlyInAnyOrder(CaseState.values());
  }

  @Test
  void everyAllowedActionWorksForItsRolesAndForNobodyElse() {
    for (CaseState state : CaseState.values()) {
      for (CaseAction action : CaseAction.values()) {
        for (Role role : List.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR, Role.PLANNER)) {
          SmallCity world = new SmallCity();
          Case c = in(world, state);
          Result<Case> result = world.tries(world.as(role), c, action);
          boolean allowed =
              Lifecycle.find(state, action)
                  .filter(row -> row.who().contains(role))
                  .filter(row -> guardsHold(row, c))
                  .isPresent();
          assertThat(result.isOk())
              .as("%s %s %s: %s", state, action, role, result)
              .isEqualTo(allowed);
          Case after = world.cases.find(c.id()).orElseThrow();
          if (allowed) {
            assertThat(after.state()).isEqualTo(Lifecycle.find(state, action).orElseThrow().to());
            assertThat(after.version()).isEqualTo(c.version() + 1);
            assertThat(world.desk.allowed(c, world.as(role).user()))
                .extracting(Transition::action)
                .contains(action);
          } else {
            assertThat(after).isEqualTo(c);
            assertThat(SmallCity.code(result)).isNotEmpty();
            assertThat(SmallCity.refusal(result)).isIn(Refusal.CONFLICT, Refusal.FORBIDDEN);
          }
        }
      }
    }
  }

  @Test
  void whatIsNeededIsAskedFor() {
    for (Transition row : Lifecycle.table()) {
      SmallCity world = new SmallCity();
      Case c = in(world, row.from());
      if (!guardsHold(row, c)) {
        continue;
      }
      Caller who = world.as(row.who().iterator().next());
      Result<Case> bare =
          world.desk.act(who, c.id(), new Act(row.action(), c.version(), "", "", null, List.of()));
      boolean asks = row.needs().stream().anyMatch(n -> n != Need.ORGANISATION);
      assertThat(bare.isOk()).as("%s", row).isEqualTo(!asks);
      if (asks) {
        assertThat(SmallCity.refusal(bare)).isEqualTo(Refusal.INVALID);
        assertThat(SmallCity.code(bare)).startsWith("case.missing.");
      }
    }
  }

  @Test
  void aStaleVersionIsRefusedAndChangesNothing() {
    SmallCity world = new SmallCity();
    Case seen = world.opened();
    Case registered = world.does(world.operator, seen, CaseAction.REGISTER);
    Result<Case> late =
        world.desk.act(
            world.operator,
            seen.id(),
            new Act(CaseAction.DISPATCH, seen.version(), "", "", null, List.of()));
    assertThat(SmallCity.refusal(late)).isEqualTo(Refusal.CONFLICT);
    assertThat(SmallCity.code(late)).isEqualTo("case.version");
    assertThat(world.cases.find(seen.id())).hasValue(registered);
  }

  @Test
  void aReportIsVerifiedBeforeItIsRegisteredAndAnAlertNeedNotBe() {
    SmallCity world = new SmallCity();
    Case report = world.does(world.operator, reported(world), CaseAction.ACCEPT);
    Result<Case> early = world.tries(world.operator, report, CaseAction.REGISTER);
    assertThat(SmallCity.code(early)).isEqualTo("case.unverified");

    Case verified = world.does(world.inspector, report, CaseAction.VERIFY);
    assertThat(verified.state()).isEqualTo(CaseState.ACCEPTED);
    assertThat(world.does(world.operator, verified, CaseAction.REGISTER).state())
        .isEqualTo(CaseState.REGISTERED);
    assertThat(SmallCity.code(world.tries(world.inspector, verified, CaseAction.VERIFY)))
        .isNotEmpty();
  }

  @Test
  void nobodyChecksTheOwnWork() {
    SmallCity world = new SmallCity();
    Caller both =
        new Caller(
            new furong.people.User(
                "st",
                "st",
                furong.base.Text.of("st", "st"),
                Set.of(Role.STREET, Role.INSPECTOR),
                furong.people.Scope.of(SmallCity.CITY_CODE),
                null),
            "");
    Case handled = in(world, CaseState.HANDLED); // handled by "st"
    assertThat(SmallCity.code(world.tries(both, handled, CaseAction.CHECK_PASS)))
        .isEqualTo("case.own-work");
    assertThat(world.desk.allowed(handled, both.user())).isEmpty();
    assertThat(world.tries(world.inspector, handled, CaseAction.CHECK_PASS).isOk()).isTrue();
  }

  @Test
  void anOfficeTakesOnlyWhatIsDispatchedToIt() {
    SmallCity world = new SmallCity();
    Case dispatched = in(world, CaseState.DISPATCHED);
    Caller own = SmallCity.caller("own", Role.STREET, "street-office-" + SmallCity.WEST_STREET);
    Caller other = SmallCity.caller("other", Role.STREET, "street-office-" + SmallCity.EAST_STREET);
    assertThat(SmallCity.refusal(world.tries(other, dispatched, CaseAction.TAKE)))
        .isEqualTo(Refusal.FORBIDDEN);
    assertThat(world.does(own, dispatched, CaseAction.TAKE).progress().handler()).isEqualTo("own");
  }

  /** As a case stands here that was led to its state: no ties, nothing asked for, just closed. */
  private static boolean guardsHold(Transition row, Case c) {
    return row.guards().stream()
        .allMatch(guard ->
            switch (guard) {
              case UNVERIFIED -> !c.progress().verified();
              case VERIFIED -> c.progress().verified();
              case EXTENSION_ASKED, ATTACHED, OTHER_CONDITIONS, CONDITION_ASKED -> false;
              default -> true;
            });
  }

  private static Case reported(SmallCity world) {
    return world
        .desk
        .report(
            world.operator,
            new CaseDesk.Report("井盖破损", "part-0101", "缺一角", LngLat.of(104.2, 30.5), List.of()))
        .orThrow();
  }

  /** A case led to that state: reports for the first, an alert's case for the rest. */
  private static Case in(SmallCity world, CaseState state) {
    if (state == CaseState.REPORTED) {
      return reported(world);
    }
    Case c = world.opened();
    Optional<CaseAction> atOnce =
        switch (state) {
          case REJECTED -> Optional.of(CaseAction.REJECT);
          case CANCELLED -> Optional.of(CaseAction.CANCEL);
          case MERGED -> Optional.of(CaseAction.MERGE);
          default -> Optional.empty();
        };
    if (atOnce.isPresent()) {
      return world.does(world.operator, c, atOnce.get());
    }
    Map<CaseAction, Caller> by = new EnumMap<>(CaseAction.class);
    Lifecycle.table()
        .forEach(row -> by.putIfAbsent(row.action(), world.as(row.who().iterator().next())));
    List<CaseAction> way = new ArrayList<>(MAIN_WAY);
    if (state == CaseState.SUSPENDED) {
      way = List.of(CaseAction.REGISTER, CaseAction.DISPATCH, CaseAction.TAKE, CaseAction.SUSPEND);
    }
    if (state == CaseState.FORCED) {
      way = List.of(CaseAction.REGISTER, CaseAction.FORCE_CLOSE);
    }
    for (CaseAction action : way) {
      if (c.state() == state) {
        return c;
      }
      c = world.does(java.util.Objects.requireNonNull(by.get(action)), c, action);
    }
    assertThat(c.state()).isEqualTo(state);
    return c;
  }
}
