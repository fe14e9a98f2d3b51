package furong.store.release;

import static org.assertj.core.api.Assertions.assertThat;

import furong.release.PackVersion;
import furong.release.Proposal;
import furong.release.ReleaseStore;
import furong.release.Signed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of versions does. */
abstract class ReleaseStoreContract {

  private static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");
  private static final Signed WEI = new Signed("u1", "wei", TEN, "岸修高了");
  private static final Signed XIA = new Signed("u2", "xia", TEN.plusSeconds(1), "看过");

  abstract ReleaseStore store();

  private static PackVersion version(String pack, long number, @Nullable Instant inForce) {
    return new PackVersion(
        pack,
        number,
        number == 0 ? PackVersion.Kind.BASE : PackVersion.Kind.ROLLBACK,
        number > 0,
        Map.of(pack + "/params.yaml", "a: " + number),
        WEI,
        XIA,
        TEN.plusSeconds(number),
        inForce,
        number == 0 ? null : number - 1);
  }

  @Test
  void keepsAVersionAsItIsAndNotesOnceThatItIsInForce() {
    PackVersion waits = version("air", 1, null);
    store().put(version("air", 0, TEN));
    store().put(waits);
    assertThat(store().findVersion("air", 1)).contains(waits);
    assertThat(store().waiting()).containsExactly(waits);
    assertThat(store().inForce()).containsExactly(version("air", 0, TEN));
    assertThat(store().newest()).containsExactly(waits);
    store().put(version("air", 1, TEN));
    assertThat(store().waiting()).isEmpty();
    assertThat(store().inForce()).containsExactly(version("air", 1, TEN));
    assertThat(store().findVersion("air", 2)).isEmpty();
  }

  @Test
  void saysWhichVersionWasInForceAtAnInstant() {
    store().put(version("air", 0, TEN));
    store().put(version("air", 1, TEN.plusSeconds(60)));
    store().put(version("air", 2, null));
    assertThat(store().numberAt("air", TEN.minusMillis(1))).isEmpty();
    assertThat(store().numberAt("air", TEN)).contains(0L);
    assertThat(store().numberAt("air", TEN.plusSeconds(59))).contains(0L);
    assertThat(store().numberAt("air", TEN.plusSeconds(3600))).contains(1L);
    assertThat(store().numberAt("water", TEN)).isEmpty();
  }

  @Test
  void listsVersionsOfAPackTheNewestFirst() {
    store().put(version("air", 0, TEN));
    store().put(version("air", 1, TEN));
    store().put(version("water", 0, TEN));
    assertThat(store().versions("air", 0, 10))
        .extracting(PackVersion::number)
        .containsExactly(1L, 0L);
    assertThat(store().versions("air", 1, 10)).extracting(PackVersion::number).containsExactly(0L);
    assertThat(store().countVersions("air")).isEqualTo(2);
    assertThat(store().newest()).extracting(PackVersion::pack).containsExactly("air", "water");
  }

  private Proposal asks(String pack) {
    return store()
        .add(
            new Proposal(
                0,
                pack,
                0,
                Map.of(pack + "/params.yaml", "a: 2"),
                null,
                Proposal.State.OPEN,
                WEI,
                null));
  }

  private static Proposal decided(Proposal p, Proposal.State state) {
    return new Proposal(p.id(), p.pack(), p.base(), p.files(), p.back(), state, p.proposed(), XIA);
  }

  @Test
  void aProposalIsDecidedOnce() {
    Proposal open = asks("air");
    assertThat(store().findProposal(open.id())).contains(open);
    Proposal released = decided(open, Proposal.State.RELEASED);
    assertThat(store().decide(released)).isTrue();
    assertThat(store().decide(decided(open, Proposal.State.REFUSED))).isFalse();
    assertThat(store().findProposal(open.id())).contains(released);
  }

  @Test
  void openProposalsComeFirst() {
    Proposal first = asks("air");
    Proposal second = asks("air");
    asks("water");
    store().decide(decided(second, Proposal.State.REFUSED));
    assertThat(store().proposals("air", 0, 10))
        .extracting(Proposal::id)
        .containsExactly(first.id(), second.id());
    assertThat(store().countProposals("air")).isEqualTo(2);
  }
}
