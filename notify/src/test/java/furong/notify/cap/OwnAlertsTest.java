package furong.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.CaseBook;
import furong.cases.CaseProcedure;
import furong.notify.SmallTown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Station 7 in the western street; an alert that opened yellow, went orange and cleared. */
class OwnAlertsTest {

  private final Alert alert = SmallTown.alert("a,1", "air.heavy", Level.II, SmallTown.WEST_STREET);
  private final List<AlertStep> steps =
      List.of(
          step(0, "OPENED", Level.III),
          step(60, "LEVEL", Level.II),
          step(120, "CLEARED", Level.II));

  private static AlertStep step(int minute, String kind, Level level) {
    return new AlertStep("a,1", SmallTown.TEN.plusSeconds(60L * minute), kind, level, "PM2.5 230");
  }

  private static OwnAlerts own(boolean isPublic) {
    return new OwnAlerts(
        SmallTown.city(), new OneRule(), SmallTown.things(), "ops@furong.city", isPublic);
  }

  @Test
  void eachStepIsAMessageThatNamesTheOnesBefore() {
    List<CapMessage> all = own(true).messages(alert, steps);
    assertThat(all).extracting(m -> m.text("msgType")).containsExactly("Alert", "Update", "Cancel");
    assertThat(all.get(2).references()).containsExactly(all.get(0).ref(), all.get(1).ref());
    // the comma of the alert's id may not stand in an identifier
    assertThat(all.get(0).text("identifier")).isEqualTo("furong.small.a_1.1");
    assertThat(all.get(0).text("sent")).isEqualTo("2026-03-02T10:00:00+08:00");
    assertThat(all)
        .extracting(m -> m.infos().getFirst().text("severity"))
        .containsExactly("Moderate", "Severe", "Severe");
    assertThat(all.get(2).infos().getFirst().responses()).containsExactly("AllClear");
  }

  @Test
  void theyAreLawfulAndTheirSignatureFits(@TempDir Path folder) {
    CapSigner signer = CapSigner.of(folder);
    CapReader reader = new CapReader(CapTrust.none());
    for (CapMessage message : own(false).messages(alert, steps)) {
      CapReader.Part read = reader.read(bytes(signer.sign(message))).orThrow().parts().getFirst();
      assertThat(read.message()).isEqualTo(message);
      assertThat(read.seal()).isEqualTo(CapSeal.UNKNOWN_SIGNER);
    }
    assertThat(CapSigner.of(folder).publicPem()).isEqualTo(signer.publicPem());
  }

  @Test
  void whatIsChangedOnTheWayIsRefused(@TempDir Path folder) {
    String text = CapSigner.of(folder).sign(own(true).messages(alert, steps).getFirst());
    byte[] changed = bytes(text.replace("Moderate", "Extreme"));
    assertThat(SmallCap.codes(new CapReader(CapTrust.none()).read(changed)))
        .containsExactly("cap.signature");
  }

  @Test
  void theAreaIsTheDivisionLatitudeFirstAndTheThingAPoint() {
    CapArea area =
        own(true).messages(alert, steps).getFirst().infos().getFirst().areas().getFirst();
    assertThat(area.desc()).isEqualTo("芙蓉市 / 西区 / 西街道");
    assertThat(area.polygons()).hasSize(1);
    assertThat(area.polygons().getFirst().split(" "))
        .hasSize(5)
        .contains("30.00000,104.00000", "31.00000,104.50000");
    assertThat(area.circles()).containsExactly("30.50000,104.20000 0");
    assertThat(area.geocodes())
        .containsExactly(new CapPair("urn:furong:division", SmallTown.WEST_STREET));
  }

  @Test
  void simulatedOnesAreTestsAndNoneIsMeteorological() {
    Alert simulated =
        new Alert(
            alert.id(),
            "flood.deep",
            "flood",
            "1.0",
            alert.level(),
            alert.openedAt(),
            alert.changedAt(),
            null,
            7,
            alert.division(),
            alert.inputs(),
            alert.reason(),
            true,
            true,
            null,
            null,
            null,
            null);
    CapMessage message = own(true).messages(simulated, steps).getFirst();
    assertThat(message.text("status")).isEqualTo("Test");
    assertThat(own(true).messages(alert, steps).getFirst().text("status")).isEqualTo("Actual");
    assertThat(message.infos().getFirst().categories()).containsExactly("Infra");
  }

  @Test
  void anAlertThatIsBackIsAnUpdateOfWhatWasCancelled() {
    List<AlertStep> again = List.of(steps.get(0), steps.get(2), step(180, "LEVEL", Level.III));
    List<CapMessage> messages = own(true).messages(alert, again);
    CapMessage third = messages.get(2);
    assertThat(third.text("msgType")).isEqualTo("Update");
    assertThat(third.references()).containsExactly(messages.get(0).ref(), messages.get(1).ref());
    assertThat(third.infos().getFirst().text("urgency")).isEqualTo("Expected");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class OneRule implements CaseBook {
    @Override
    public Optional<RuleInfo> rule(String id) {
      return Optional.of(
          new RuleInfo(
              id,
              "air",
              Text.of("持续重污染", "Lasting heavy pollution"),
              Text.of("有害健康", "Harmful"),
              "",
              true,
              false));
    }

    @Override
    public Optional<CaseProcedure> procedure(String id) {
      return Optional.empty();
    }
  }
}
