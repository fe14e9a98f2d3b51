package furong.warn.cap;

import static org.assertj.core.api.Assertions.assertThat;

import furong.notify.cap.CapReader;
import furong.notify.cap.CapTrust;
import furong.warn.cap.AtomFeed.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our feed as the strict reader of other people's feeds takes it (RFC 4287). */
class AtomFeedTest {

  private static final Instant NOON = Instant.parse("2026-03-09T04:00:00Z");

  private static String feed(String... titles) {
    List<Entry> entries =
        List.of(titles).stream()
            .map(t -> new Entry("urn:x:" + t.hashCode(), t, NOON, t, "https://c/" + t.length()))
            .toList();
    return AtomFeed.write("urn:x", "城市", "https://c/alerts.atom", NOON, entries);
  }

  private static CapReader.Bundle read(String feed) {
    return new CapReader(CapTrust.none()).read(feed.getBytes(StandardCharsets.UTF_8)).orThrow();
  }

  @Test
  void eachEntryLeadsToItsMessage() {
    assertThat(read(feed("a", "bb")).links()).containsExactly("https://c/1", "https://c/2");
    assertThat(read(feed()).links()).isEmpty();
  }

  @Test
  void aNameWithSignsThatXmlHasNotSpoilsNothing() {
    String feed = feed("通道<1> & \"二\"\u0001\u000B\uFFFE三");
    assertThat(read(feed).links()).hasSize(1);
    assertThat(feed).contains("通道&lt;1&gt; &amp; \"二\"三");
  }
}
