package furong.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void cutsChineseIntoPairsAndTriples() {
    assertThat(Grams.of("井盖丢了")).containsExactly("井盖", "盖丢", "丢了", "井盖丢", "盖丢了");
  }

  @Test
  void cutsEnglishIntoWordsAndPairsOfThem() {
    assertThat(Grams.of("Street light out"))
        .containsExactly("street", "light", "out", "street_light", "light_out");
  }

  @Test
  void leavesDigitsOut() {
    assertThat(Grams.of("3号楼 42")).containsExactly("号楼");
  }

  @Test
  void takesOutWhatTellsWhoSpoke() {
    assertThat(Nameless.words("我叫王小明，井盖丢了，电话13812345678", "")).isEqualTo("我叫，井盖丢了，电话****");
    assertThat(Nameless.words("王小明家门口的井盖丢了", "王小明")).isEqualTo("家门口的井盖丢了");
    assertThat(Nameless.words("请找张师傅", "")).isEqualTo("请找师傅");
    assertThat(Nameless.words("My name is John Smith, the light is out", ""))
        .isEqualTo("My name is , the light is out");
    assertThat(Nameless.words("井盖丢了\n地址：天府一街8号3栋2单元", "")).isEqualTo("井盖丢了");
  }

  @Test
  void leavesWordsAloneThatNameNobody() {
    assertThat(Nameless.words("路面有个大坑，请尽快处理", "王小明")).isEqualTo("路面有个大坑，请尽快处理");
  }
}
