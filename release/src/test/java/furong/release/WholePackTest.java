package furong.release;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.base.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every file of a pack is released, and what lies on disk is another matter. */
class WholePackTest extends PondCity {
  @Test
  void changedFilesOnDiskAreTakenAtAStartWhileNobodyReleasedAny() {
    restart(PondPack.of(5, "III"));
    assertThat(limit()).isEqualTo("1+1: 5.0");
    assertThat(log.entries).containsExactly("pond 0", "pond 1");
    restart(PondPack.of(5, "III"));
    assertThat(log.entries).hasSize(2);
  }

  @Test
  void aReleasedVersionStaysWhenFilesOnDiskChangeAndSaysSo() {
    desk.release(xia, proposed(3).id(), null, "").orThrow();
    packs.round(log);
    restart(PondPack.of(5, "III"));
    assertThat(limit()).isEqualTo("1+1: 3.0");
    assertThat(packs.diskDiffers("pond")).isTrue();
    // it is held as a whole, its words too
    Map<String, String> words = PondPack.of(5, "III");
    words.merge("pond/pack.yaml", "sources: [GB 1]\n", String::concat);
    restart(words);
    assertThat(limit()).isEqualTo("1+1: 3.0");
    assertThat(packs.book().findPack("pond").orElseThrow().sources()).isEmpty();
    // until two people take what lies on disk: from then on it follows the disk again
    Proposal disk = desk.propose(wei, "pond", 1, words, "以磁盘为准").orThrow();
    desk.release(xia, disk.id(), null, "").orThrow();
    packs.round(log);
    assertThat(packs.diskDiffers("pond")).isFalse();
    assertThat(packs.book().findPack("pond").orElseThrow().sources()).containsExactly("GB 1");
    restart(PondPack.of(6, "III"));
    assertThat(limit()).isEqualTo("1+3: 6.0");
  }

  @Test
  void everyFileOfAPackIsReleasedAndRolledBack() {
    Map<String, String> words = PondPack.of(2, "III");
    words.merge("pond/pack.yaml", "sources: [GB 1]\n", String::concat);
    words.put("pond/board.yaml", BOARD);
    Proposal proposal = desk.propose(wei, "pond", 0, words, "上看板").orThrow();
    desk.release(xia, proposal.id(), null, "").orThrow();
    packs.round(log);
    assertThat(packs.book().packs().getFirst().board().tiles()).hasSize(1);
    assertThat(packs.book().packs().getFirst().sources()).containsExactly("GB 1");
    desk.release(xia, desk.rollBack(wei, "pond", 0, "撤").orThrow().id(), null, "").orThrow();
    packs.round(log);
    assertThat(packs.book().packs().getFirst().board().tiles()).isEmpty();
    assertThat(packs.book().packs().getFirst().sources()).isEmpty();
  }

  private static final String BOARD =
      "tiles:\n  - {title: {zh: 水位, en: Level}, property: pond.level, owner: 水务}\n";

  @Test
  void aPackThatTheCityDoesNotHaveIsReleasedAndTakenAwayAgain() {
    Map<String, String> lake = lake();
    assertThat(code(desk.propose(wei, "lake", 0, lake, "x"))).isEqualTo("release.unknown");
    Proposal asked = desk.propose(wei, "lake", ReleaseDesk.NEW, lake, "新湖").orThrow();
    Proposal twice = desk.propose(wei, "lake", ReleaseDesk.NEW, lake, "新湖").orThrow();
    desk.release(xia, asked.id(), null, "").orThrow();
    assertThat(code(desk.release(xia, twice.id(), null, ""))).isEqualTo("release.outdated");
    packs.round(log);
    assertThat(packs.book().findProperty("lake.level")).isPresent();
    restart(PondPack.of(2, "III"));
    assertThat(packs.book().findProperty("lake.level"))
        .as("it never lay on disk and stays")
        .isPresent();
    Proposal away = desk.propose(wei, "lake", 0, Map.of(), "填湖").orThrow();
    desk.release(xia, away.id(), null, "").orThrow();
    packs.round(log);
    assertThat(packs.book().findPack("lake")).isEmpty();
    desk.release(xia, desk.rollBack(wei, "lake", 0, "还湖").orThrow().id(), null, "").orThrow();
    packs.round(log);
    assertThat(packs.book().findPack("lake").orElseThrow().version()).isEqualTo("1+2");
  }

  @Test
  void aPackOnDiskThatPeopleTookAwayStaysAway() {
    Map<String, String> both = PondPack.of(2, "III");
    both.putAll(lake());
    restart(both);
    Proposal away = desk.propose(wei, "lake", 0, Map.of(), "填湖").orThrow();
    desk.release(xia, away.id(), null, "").orThrow();
    packs.round(log);
    restart(both);
    assertThat(packs.book().findPack("lake")).isEmpty();
    assertThat(packs.diskDiffers("lake")).isTrue();
  }

  private static Map<String, String> lake() {
    Map<String, String> lake = new TreeMap<>();
    PondPack.of(2, "III")
        .forEach((path, text) ->
            lake.put(
                path.replace("pond/", "lake/"),
                text.replace("id: pond", "id: lake").replace("rule: pond", "rule: lake")));
    return lake;
  }

  /** Refuses a pack without a rule of this name. */
  private static ReleaseLaw needs(String rule) {
    return (before, next, pack) ->
        next.findRule(rule).isPresent()
            ? List.of()
            : List.of(
                Notice.of(
                    "needed", "packs/" + pack + "/pack.yaml:1:1", Text.of("缺少规则", "a rule lacks")));
  }

  @Test
  void whatThisCityNeedsIsRefusedAtTheProposalAndAtTheRelease() {
    laws.add(needs("pond.full"));
    restart(PondPack.of(2, "III"));
    Map<String, String> without = PondPack.of(2, "III");
    without.keySet().removeIf(path -> path.contains("/rules/") || path.contains("/golden/"));
    assertThat(code(desk.propose(wei, "pond", 0, without, "x"))).isEqualTo("needed");
    laws.clear();
    restart(PondPack.of(2, "III"));
    Proposal proposal = desk.propose(wei, "pond", 0, without, "x").orThrow();
    laws.add(needs("pond.full"));
    restart(PondPack.of(2, "III"));
    assertThat(code(desk.release(xia, proposal.id(), null, ""))).isEqualTo("needed");
  }

  @Test
  void filesOnDiskThatThisCityCannotTakeAreLeftThereAndSaid() {
    laws.add(needs("pond.full"));
    restart(PondPack.of(2, "III"));
    assertThat(packs.untaken()).isEmpty();
    Map<String, String> without = PondPack.of(5, "III");
    without.keySet().removeIf(path -> path.contains("/rules/") || path.contains("/golden/"));
    without.putAll(lake());
    restart(without);
    assertThat(limit()).isEqualTo("1: 2.0");
    assertThat(packs.untaken()).extracting(Notice::code).contains("needed");
  }

  @Test
  void aPackThatIsNoLongerOnDiskIsTakenAway() {
    restart(lake());
    assertThat(packs.book().findPack("pond")).isEmpty();
    // people may bring it back
    assertThat(code(desk.propose(wei, "pond", 1, PondPack.of(3, "III"), "x"))).isEqualTo("ok");
  }
}
