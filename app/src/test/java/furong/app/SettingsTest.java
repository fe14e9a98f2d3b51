package furong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.engine.EngineException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path HOME = Path.of("/srv/furong");

  @Test
  void standsOnItsDefaults() {
    Settings settings = Settings.of(Map.of(), Map.of(), HOME);
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.cityDir()).isEqualTo(HOME.resolve("cities/chengdu"));
    assertThat(settings.cityId()).isEqualTo("chengdu");
    assertThat(settings.sim()).isTrue();
    assertThat(settings.dbUrl()).isNull();
    assertThat(settings.address()).isEqualTo("http://localhost:8080");
  }

  @Test
  void theCommandLineWinsOverTheEnvironment() {
    Map<String, String> environment =
        Map.of("FURONG_PORT", "9000", "FURONG_NO_SIM", "true", "FURONG_MQTT_PORT", "0");
    Settings settings = Settings.of(Map.of(Setting.PORT, "9001"), environment, HOME);
    assertThat(settings.httpPort()).isEqualTo(9001);
    assertThat(settings.mqttPort()).isZero();
    assertThat(settings.sim()).isFalse();
  }

  @Test
  void refusesWhatCannotBe() {
    refuses(Setting.PORT, "eighty", "--port is \"eighty\" but must be a number from 1 to 65535");
    refuses(Setting.SHARDS, "0", "--shards is \"0\" but must be a number from 1 to 64");
    refuses(
        Setting.INGEST_OPEN, "some", "--ingest-open is \"some\" but must be loopback, all, none");
  }

  private static void refuses(Setting setting, String value, String message) {
    assertThatThrownBy(() -> Settings.of(Map.of(setting, value), Map.of(), HOME))
        .isInstanceOf(EngineException.class)
        .hasMessage(message);
  }
}
