package furong.flow;

import furong.detect.AlertChange;
import furong.detect.Effects;
import furong.detect.Fact;
import furong.detect.Standing;
import furong.detect.VitalWindow;
import furong.observe.IndicatorFigure;
import java.util.ArrayList;
import java.util.List;

/** Collects what comes of an entry: effects for the record, facts for the second stage. */
final class Outcome implements Effects {
  final List<Effect> effects = new ArrayList<>();
  final List<Effect> facts = new ArrayList<>();

  void clear() {
    effects.clear();
    facts.clear();
  }

  @Override
  public void alert(AlertChange change) {
    effects.add(new Effect.OfAlert(change));
  }

  @Override
  public void vital(VitalWindow window) {
    effects.add(new Effect.OfVital(window));
  }

  @Override
  public void standing(Standing standing) {
    effects.add(new Effect.OfStanding(standing));
  }

  @Override
  public void fact(Fact fact) {
    facts.add(new Effect.OfFact(fact));
  }

  @Override
  public void figure(IndicatorFigure figure) {
    facts.add(new Effect.OfFigure(figure));
  }

  @Override
  public void open(AlertChange change) {
    facts.add(new Effect.OfAlert(change));
  }
}
