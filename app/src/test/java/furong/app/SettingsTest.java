package furong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.engine.EngineException;
import furong.sense.mqtt.MqttTls;
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

  @Test
  void mqttOverTlsIsThereWhereItHasKeys() {
    assertThat(Settings.of(Map.of(Setting.MQTT_TLS_PORT, "8884"), Map.of(), HOME).mqttTls())
        .isNull();
    Map<Setting, String> said =
        Map.of(Setting.MQTT_TLS_KEYS, "/etc/city.p12", Setting.MQTT_TLS_DEVICES, "/etc/ca.pem");
    Settings settings = Settings.of(said, Map.of("FURONG_MQTT_TLS_PASSWORD", "secret"), HOME);
    assertThat(settings.mqttTls())
        .isEqualTo(new MqttTls(8883, Path.of("/etc/city.p12"), "secret", Path.of("/etc/ca.pem")));
    assertThat(settings.toString()).as("nobody's log tells the password").doesNotContain("secret");
    refuses(
        Setting.MQTT_TLS_DEVICES,
        "ca.pem",
        "--mqtt-tls-devices is \"ca.pem\" but must be together with --mqtt-tls-keys");
  }

  private static void refuses(Setting setting, String value, String message) {
    assertThatThrownBy(() -> Settings.of(Map.of(setting, value), Map.of(), HOME))
        .isInstanceOf(EngineException.class)
        .hasMessage(message);
  }
}
