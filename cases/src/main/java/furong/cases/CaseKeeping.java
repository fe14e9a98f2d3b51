package furong.cases;

import furong.cases.CaseSteps.Step;
import furong.cases.CaseStore.Deadlines;

/** Puts a step into the store: the case with its deadlines, and the entry of its timeline. */
final class CaseKeeping {

  private CaseKeeping() {}

  static Case add(CaseStore store, CaseSteps steps, Step step) {
    Case kept = store.add(step.changed(), deadlines(steps, step.changed()));
    store.append(step.event().of(kept.id()));
    return kept;
  }

  static void update(CaseStore store, CaseSteps steps, Step step) {
    if (!store.update(step.changed(), deadlines(steps, step.changed()))) {
      throw new IllegalStateException(
          "case " + step.changed().id() + " changed though it was locked");
    }
    store.append(step.event());
  }

  static Deadlines deadlines(CaseSteps steps, Case c) {
    return new Deadlines(steps.dueAt(c), steps.closingDueAt(c), steps.escalateAt(c));
  }
}
