package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.pack.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule fires and stays quiet as its goldens say. */
class GoldenTest {

  private static final GoldenRunner RUNNER = new GoldenRunner(House.PACKS.orThrow(), House.ZONE);

  static Stream<Golden> goldens() {
    return House.PACKS.goldens().stream();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void ruleDoesWhatItsGoldenSays(Golden golden) {
    assertThat(RUNNER.run(golden)).as("%s", golden.place()).isEmpty();
  }
}
