package furong.steer.indicators;

import furong.indicators.CaseChanges;
import furong.observe.DayChanges;
import furong.steer.indicators.IndicatorViews.Work;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/ingest/work}: for senders that wait until what they sent has become figures. */
@RestController
@Tag(name = "ingest")
public class WorkController {

  /** Whether everything acknowledged is in segments, with its days marked as changed. */
  @FunctionalInterface
  public interface Written {
    boolean isWritten();
  }

  /** Days that the queue is counted up to; beyond that it is just "more". */
  private static final int COUNTED = 10_000;

  /**
   * Cases that are counted: an old city counts each of them once after a change of the counting.
   */
  private static final int MOST_CASES = 10_000_000;

  private final DayChanges changes;
  private final CaseChanges cases;
  private final Written written;

  public WorkController(DayChanges changes, CaseChanges cases, Written written) {
    this.changes = changes;
    this.cases = cases;
    this.written = written;
  }

  @GetMapping("/api/ingest/work")
  @Operation(
      summary = "待办进度 What of the observations taken is still being worked off",
      description =
          "Settled when `historyWritten` is true and `waitingDays` is 0. Today's days come back"
              + " with every live reading. `waitingCases` are still to be counted into figures.")
  Work work() {
    // in this order: days are marked in the transaction that writes
    boolean all = written.isWritten();
    int waiting = changes.take(COUNTED).size();
    return new Work(all, waiting, waiting == COUNTED, cases.waiting(MOST_CASES));
  }
}
