package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of late cases, and when: once a step, up the levels. */
class EscalationTest {

  private final SmallCity world = new SmallCity();

  @Test
  void theHandlersAreRemindedThenEachLevelAboveIsTold() {
    Case c = world.dispatched(); // Monday 10:00, 4 working hours: until 16:00
    // 80 % are 3 h 12 min: two hours to noon, 1 h 12 min from 14 -> 15:12
    assertThat(toldAt(c, "2026-03-02T15:11")).isEmpty();
    assertThat(toldAt(c, "2026-03-02T15:12")).containsExactly("1 street-office-510104017");
    assertThat(toldAt(c, "2026-03-02T15:59")).isEmpty();
    assertThat(toldAt(c, "2026-03-02T16:00")).containsExactly("2 operations-510104");
    assertThat(toldAt(c, "2026-03-02T16:01")).isEmpty();
    // half of four hours more: 18:00
    assertThat(toldAt(c, "2026-03-02T17:59")).isEmpty();
    assertThat(toldAt(c, "2026-03-02T18:00")).containsExactly("3 operations-510100");
    assertThat(toldAt(c, "2026-03-09T18:00")).isEmpty();
    assertThat(world.cases.find(c.id()).orElseThrow().progress().dossier().escalation().to())
        .isEqualTo("operations-510100");
    assertThat(world.told).contains("case " + c.id() + " DISPATCHED");
  }

  @Test
  void aLongStandstillTellsEveryStepOnce() {
    Case c = world.dispatched();
    assertThat(toldAt(c, "2026-04-02T10:00"))
        .containsExactly("1 street-office-510104017", "2 operations-510104", "3 operations-510100");
  }

  @Test
  void restingTellsNobodyAndMoreTimeBeginsAnew() {
    Case c = world.does(world.street, world.dispatched(), CaseAction.TAKE);
    c = world.does(world.operator, c, CaseAction.SUSPEND);
    assertThat(toldAt(c, "2026-03-04T18:00")).isEmpty();
    c = world.does(world.operator, c, CaseAction.RESUME); // Wednesday 18:00: 80 % on Thursday 11:12
    assertThat(toldAt(c, "2026-03-05T11:12")).containsExactly("1 street-office-510104017");
    c = world.cases.find(c.id()).orElseThrow();
    c = world.does(world.street, c, CaseAction.EXTEND); // two hours more
    c = world.does(world.operator, c, CaseAction.EXTEND_APPROVE);
    // 6 hours from Thursday 8:00: until 16:00; 80 % are 4 h 48 min -> 14:48
    assertThat(toldAt(c, "2026-03-05T14:47")).isEmpty();
    assertThat(toldAt(c, "2026-03-05T14:48")).containsExactly("1 street-office-510104017");
  }

  @Test
  void aCaseWithoutALimitAndAnEndedOneTellNobody() {
    Case free = world.does(world.operator, world.reported("part-0101"), CaseAction.ACCEPT);
    Case ended = world.does(world.operator, world.dispatched(), CaseAction.CANCEL);
    assertThat(toldAt(free, "2026-06-02T10:00")).isEmpty();
    assertThat(toldAt(ended, "2026-06-02T10:00")).isEmpty();
  }

  /** What the timeline says that was told, when the clock shows this. */
  private List<String> toldAt(Case c, String shanghai) {
    int before = world.cases.timeline(c.id()).size();
    world.now = SmallCity.at(shanghai);
    for (int i = 0; i < 5; i++) {
      world.escalator.round();
    }
    List<CaseEvent> timeline = world.cases.timeline(c.id());
    return timeline.subList(before, timeline.size()).stream()
        .map(e -> e.details().get(TimelineReplay.STEP) + " " + e.organisation())
        .toList();
  }
}
