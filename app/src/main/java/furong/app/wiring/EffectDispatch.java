package furong.app.wiring;

import furong.cases.AlertDesk;
import furong.detect.AlertChange;
import furong.detect.Standing;
import furong.detect.StandingStore;
import furong.detect.VitalWindow;
import furong.flow.Effect;
import furong.flow.EffectHandler;
import furong.steer.vitals.VitalFeed;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings each effect to its desk: alerts to the cases, windows to the vital signs, and keeps how
 * rules stand.
 */
final class EffectDispatch implements EffectHandler {

  private final AlertDesk desk;
  private final VitalFeed vitals;
  private final StandingStore standings;

  EffectDispatch(AlertDesk desk, VitalFeed vitals, StandingStore standings) {
    this.desk = desk;
    this.vitals = vitals;
    this.standings = standings;
  }

  @Override
  public void handle(List<Effect> effects) {
    List<AlertChange> changes = new ArrayList<>();
    List<VitalWindow> windows = new ArrayList<>();
    List<Standing> stands = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.OfAlert alert -> changes.add(alert.change());
        case Effect.OfVital vital -> windows.add(vital.window());
        case Effect.OfFact fact -> {
          // between the stages of the stream, never here
        }
        case Effect.OfFigure figure -> {
          // as that
        }
        case Effect.OfReleased released -> {
          // as that
        }
        case Effect.OfStanding standing -> stands.add(standing.standing());
      }
    }
    desk.apply(changes);
    vitals.take(windows);
    standings.put(stands);
  }
}
