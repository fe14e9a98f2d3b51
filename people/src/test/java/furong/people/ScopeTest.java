package furong.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void aCityCoversItsCountiesAndEverythingBelow() {
    Scope city = Scope.of("510100");
    assertThat(city.covers("510100")).isTrue();
    assertThat(city.covers("510104")).isTrue();
    assertThat(city.covers("510104017001003")).isTrue();
    assertThat(city.covers("110105")).isFalse();
  }

  @Test
  void aCountyCoversNeitherItsCityNorItsNeighbour() {
    Scope county = Scope.of("510104");
    assertThat(county.covers("510104017")).isTrue();
    assertThat(county.covers("510100")).isFalse();
    assertThat(county.covers("510105017")).isFalse();
  }

  @Test
  void severalDivisionsAreCoveredTogetherAndTheFirstIsHome() {
    Scope two = Scope.of("510104017", "510105003");
    assertThat(two.covers("510104017001")).isTrue();
    assertThat(two.covers("510105003")).isTrue();
    assertThat(two.covers("510105004")).isFalse();
    assertThat(two.home()).isEqualTo("510104017");
  }

  @Test
  void refusesWhatIsNoCode() {
    assertThatThrownBy(() -> Scope.of()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scope.of("jinjiang")).isInstanceOf(IllegalArgumentException.class);
  }
}
