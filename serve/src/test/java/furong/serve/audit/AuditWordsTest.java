package furong.serve.audit;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.CaseAction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditWordsTest {

  @Test
  void whatAPersonDidIsCalledByItsWords() {
    assertThat(AuditWords.of("case.dispatch")).isEqualTo(Text.of("案件·派遣", "Case: Dispatch"));
    assertThat(AuditWords.of("pack.in-force").zh()).isEqualTo("场景包·生效");
    assertThat(AuditWords.of("plan.register_publish").zh()).isEqualTo("规划·发布");
  }

  @Test
  void everyActOnACaseHasWords() {
    assertThat(Arrays.stream(CaseAction.values()).map(a -> "case." + a.code()))
        .allMatch(code -> !AuditWords.of(code).zh().equals(code));
  }

  @Test
  void whatNobodyNamedShowsItsCode() {
    assertThat(AuditWords.of("moon.land")).isEqualTo(Text.of("moon.land", "moon.land"));
  }
}
