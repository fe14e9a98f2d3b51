package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource({
    "请回电13812345678谢谢, 请回电138****5678谢谢",
    "身份证51010419900101123X, 身份证510****123X",
    // valid by GB 11643, of nobody: the example of the standard and made-up ones
    "11010519491231002X, 110****002X",
    "440524188001010014, 440****0014",
    "34052419800101001X, 340****001X",
    "510104199001010000, 510****0000",
    "510107200002290010, 510****0010",
    "座机028-87654321, 座机028****4321",
    "邮箱wang.xm@example.com, 邮箱w***@example.com",
    "川A12345占道, 川A***5占道",
    "川AD12345占道, 川A***5占道"
  })
  void hidesWhatHasTheFormOfANumberOrAnAddress(String words, String masked) {
    assertThat(Masking.words(words)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({"坑深15厘米", "2026年3月2日10点30分", "工单号12345678901234", "路灯杆号 0137-0022"})
  void leavesOtherNumbersAlone(String words) {
    assertThat(Masking.words(words)).isEqualTo(words);
  }

  @Test
  void hidesTheNameThatWasGivenAndNoOtherWord() {
    assertThat(Masking.words("王小明报：井盖不见了，电话13812345678", "王小明"))
        .isEqualTo("王**报：井盖不见了，电话138****5678");
    assertThat(Masking.words("王府井大街的井盖", "王")).isEqualTo("王府井大街的井盖");
    assertThat(Masking.words("井盖不见了", "")).isEqualTo("井盖不见了");
  }

  @Test
  void leavesTheFamilyNameAndTheEndsOfANumber() {
    assertThat(Masking.name("王小明")).isEqualTo("王**");
    assertThat(Masking.name("")).isEmpty();
    assertThat(Masking.phone("13812345678")).isEqualTo("138****5678");
    assertThat(Masking.phone("12345")).isEqualTo("***");
    assertThat(Masking.email("x")).isEqualTo("***");
  }
}
