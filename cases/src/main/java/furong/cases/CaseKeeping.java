package furong.cases;

import furong.cases.CaseSteps.Step;
import furong.cases.CaseStore.Deadlines;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Puts a step into the store: the case with its deadlines, and the entry of its timeline. */
final class CaseKeeping {

  /** Stands where the store writes the number. */
  static final String NOT_YET = "";

  private CaseKeeping() {}

  /** A new case under the next number of the day on which it is opened. */
  static Case addNumbered(CaseStore store, CaseSteps steps, Step step, ZoneId zone) {
    Case opened = step.changed();
    LocalDate day = LocalDate.ofInstant(opened.openedAt(), zone);
    Case kept = store.addNumbered(day, opened, deadlines(steps, opened));
    store.append(step.event().of(kept.id()));
    return kept;
  }

  static void update(CaseStore store, CaseSteps steps, Step step) {
    store.step(step.changed(), deadlines(steps, step.changed()), step.event());
  }

  static Deadlines deadlines(CaseSteps steps, Case c) {
    return new Deadlines(steps.dueAt(c), steps.closingDueAt(c), steps.escalateAt(c));
  }

  /** What an organisation has to handle; nothing is asked where the city sets no limit. */
  static int open(CaseStore store, CityCases rules, String organisation) {
    return rules.capacities().all().isEmpty()
        ? 0
        : (int)
            store.count(
                new CaseStore.Query(
                    List.of(),
                    Set.of(CaseState.DISPATCHED, CaseState.HANDLING),
                    organisation,
                    null,
                    null,
                    null,
                    0,
                    1));
  }
}
