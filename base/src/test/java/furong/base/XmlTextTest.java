package furong.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What XML 1.0 can carry, and what it cannot. */
class XmlTextTest {

  @Test
  void signsThatXmlHasNotAreLeftOut() {
    assertThat(XmlText.writable("甲\u0001乙\uFFFE\uD800\"<丙>&\n𠀀")).isEqualTo("甲乙\"<丙>&\n𠀀");
    assertThat(XmlText.writable("\u0000\u000B")).isEmpty();
  }

  @Test
  void anythingElseStaysAsItIs() {
    assertThat(XmlText.writable("a\tb\r\nc\u007F")).isEqualTo("a\tb\r\nc\u007F");
    assertThat(XmlText.writable("")).isEmpty();
  }
}
