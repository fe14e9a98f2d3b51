package furong.app.wiring;

import furong.cases.AlertDesk;
import furong.detect.VitalWindow;
import furong.flow.Effect;
import furong.flow.EffectHandler;
import furong.steer.vitals.VitalFeed;
import java.util.ArrayList;
import java.util.List;

/** Brings each effect to its desk: alerts to the cases, windows to the vital signs. */
final class EffectDispatch implements EffectHandler {

  private final AlertDesk desk;
  private final VitalFeed vitals;

  EffectDispatch(AlertDesk desk, VitalFeed vitals) {
    this.desk = desk;
    this.vitals = vitals;
  }

  @Override
  public void handle(List<Effect> effects) {
    List<VitalWindow> windows = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.OfAlert alert -> desk.apply(alert.change());
        case Effect.OfVital vital -> windows.add(vital.window());
      }
    }
    vitals.take(windows);
  }
}
