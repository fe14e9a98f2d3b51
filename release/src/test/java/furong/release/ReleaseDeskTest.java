package furong.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Result;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one person proposes another releases. */
class ReleaseDeskTest extends PondCity {
  @Test
  void whatOneProposesAnotherReleasesAndTheCityJudgesByIt() {
    Proposal proposal = proposed(3);
    assertThat(limit()).isEqualTo("1: 2.0");
    PackVersion version = desk.release(xia, proposal.id(), null, "看过").orThrow();
    packs.round(log);
    assertThat(limit()).isEqualTo("1+1: 3.0");
    assertThat(log.entries).containsExactly("pond 0", "pond 1");
    assertThat(version.proposed().login() + ", " + version.released().login())
        .isEqualTo("wei, xia");
  }

  @Test
  void nobodyReleasesTheOwnProposalAndDutyReleasesNone() {
    Proposal proposal = proposed(3);
    assertThat(code(desk.release(wei, proposal.id(), null, ""))).isEqualTo("release.own");
    assertThat(code(desk.release(tao, proposal.id(), null, ""))).isEqualTo("rights.role");
    assertThat(code(desk.propose(tao, "pond", 0, PondPack.of(4, "III"), "x")))
        .isEqualTo("rights.role");
    packs.round(log);
    assertThat(limit()).isEqualTo("1: 2.0");
  }

  private static String indicator(String of, String cycle) {
    return """
    name: fulls
    title: 满塘次数
    version: "1"
    formula: 次数
    unit: "{alert}"
    direction: less-is-better
    levels: [city]
    computed: {of: %s, cycle: %s}
    validity: 全部
    source: 测量
    """
        .formatted(of, cycle);
  }

  @Test
  void anIndicatorIsReleasedLikeARuleAndCountsWithoutAStart() {
    Map<String, String> files = PondPack.of(2, "III");
    files.put("pond/indicators/fulls.yaml", indicator("alerts.full", "hour"));
    Proposal proposal = desk.propose(wei, "pond", 0, files, "数一数").orThrow();
    assertThat(packs.book().findIndicator("pond.fulls")).isEmpty();
    desk.release(xia, proposal.id(), null, "可以").orThrow();
    packs.round(log);
    assertThat(packs.book().findIndicator("pond.fulls")).isPresent();
    restart(PondPack.of(2, "III"));
    assertThat(packs.book().findIndicator("pond.fulls"))
        .as("what was released stays when the disk does not have it")
        .isPresent();
  }

  @Test
  void anIndicatorThatBreaksALawIsRefusedWithItsPlace() {
    for (String faulty :
        List.of(
            indicator("alerts.empty", "hour"), // there is no such rule
            indicator("things.pond", "hour"), // things have no hours
            indicator("alerts.full", "hour").replaceAll("computed: .*", "cases: speed"))) {
      Map<String, String> files = PondPack.of(2, "III");
      files.put("pond/indicators/fulls.yaml", faulty);
      assertThat(desk.propose(wei, "pond", 0, files, "x"))
          .as(faulty)
          .isInstanceOfSatisfying(
              Result.Refused.class,
              refused -> assertThat(refused.toString()).contains("pond/indicators/fulls.yaml"));
    }
  }

  @Test
  void aFaultyTextAndAFailingGoldenAreNotProposed() {
    Map<String, String> faulty = PondPack.of(3, "III");
    faulty.put("pond/params.yaml", "high: [");
    assertThat(code(desk.propose(wei, "pond", 0, faulty, "x"))).isNotEqualTo("ok");
    // 9 m is not above 9.5 m: the golden that says it fires does not hold
    assertThat(code(desk.propose(wei, "pond", 0, PondPack.of(9.5, "III"), "x")))
        .isEqualTo("golden.failed");
    assertThat(code(desk.propose(wei, "pond", 0, PondPack.of(2, "III"), "x")))
        .isEqualTo("release.same");
    assertThat(code(desk.propose(wei, "pond", 0, PondPack.of(3, "III"), " ")))
        .isEqualTo("release.why");
    assertThat(code(desk.propose(wei, "lake", 0, Map.of(), "x"))).isEqualTo("release.unknown");
  }

  @Test
  void ofTwoProposalsForOneVersionTheSecondIsOutdated() {
    Proposal first = proposed(3);
    Proposal second = proposed(4);
    desk.release(xia, first.id(), null, "").orThrow();
    assertThat(code(desk.release(xia, second.id(), null, ""))).isEqualTo("release.outdated");
    assertThat(code(desk.release(xia, first.id(), null, ""))).isEqualTo("release.decided");
  }

  @Test
  void aReleaseForLaterWaitsForItsHour() {
    desk.release(xia, proposed(3).id(), TEN.plusSeconds(60), "").orThrow();
    now = TEN.plusSeconds(59);
    assertThat(packs.round(log)).isZero();
    assertThat(limit()).isEqualTo("1: 2.0");
    now = TEN.plusSeconds(60);
    assertThat(packs.round(log)).isEqualTo(1);
    assertThat(limit()).isEqualTo("1+1: 3.0");
  }

  @Test
  void killedBetweenLogAndRecordTheNumberIsSentAgain() {
    desk.release(xia, proposed(3).id(), null, "").orThrow();
    log.killed = true;
    assertThatThrownBy(() -> packs.round(log)).hasMessageContaining("killed");
    assertThat(limit()).isEqualTo("1: 2.0");
    log.killed = false;
    restart(PondPack.of(2, "III"));
    assertThat(limit()).isEqualTo("1+1: 3.0");
    assertThat(log.entries).containsExactly("pond 0", "pond 1", "pond 1");
  }

  @Test
  void aProposalSurvivesARestartAndIsReleasedThen() {
    Proposal proposal = proposed(3);
    restart(PondPack.of(2, "III"));
    assertThat(limit()).isEqualTo("1: 2.0");
    desk.release(xia, proposal.id(), null, "").orThrow();
    packs.round(log);
    assertThat(limit()).isEqualTo("1+1: 3.0");
  }

  @Test
  void rollingBackIsAReleaseByTwoPersonsUnderANewNumber() {
    desk.release(xia, proposed(3).id(), null, "").orThrow();
    packs.round(log);
    Proposal back = desk.rollBack(wei, "pond", 0, "误报").orThrow();
    assertThat(code(desk.release(wei, back.id(), null, ""))).isEqualTo("release.own");
    PackVersion version = desk.release(xia, back.id(), null, "").orThrow();
    packs.round(log);
    assertThat(version.kind()).isEqualTo(PackVersion.Kind.ROLLBACK);
    assertThat(version.back()).isZero();
    assertThat(limit()).isEqualTo("1+2: 2.0");
  }

  @Test
  void aRefusedProposalIsNotReleased() {
    Proposal proposal = proposed(3);
    assertThat(code(desk.refuse(xia, proposal.id(), ""))).isEqualTo("release.why");
    assertThat(desk.refuse(xia, proposal.id(), "太高").orThrow().state())
        .isEqualTo(Proposal.State.REFUSED);
    assertThat(code(desk.release(xia, proposal.id(), null, ""))).isEqualTo("release.decided");
    Proposal own = proposed(4);
    assertThat(desk.refuse(wei, own.id(), "").orThrow().state())
        .isEqualTo(Proposal.State.WITHDRAWN);
  }

  @Test
  void everyStepIsInTheAuditTrail() {
    desk.release(xia, proposed(3).id(), null, "好").orThrow();
    packs.round(log);
    assertThat(audit.list(new AuditTrail.Query("pack/pond", null, null, null, 0, 10)))
        .extracting(AuditEntry::action)
        .containsExactly(
            "pack.in-force", "pack.release", "pack.propose", "pack.in-force", "pack.base");
  }
}
