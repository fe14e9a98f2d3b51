package furong.work.cases;

import furong.cases.Alert;
import furong.cases.Case;
import furong.cases.CaseListener;
import furong.notify.CalmBoard;
import furong.serve.alerts.AlertViews;
import furong.serve.live.LiveHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the board of open alerts and the browsers of changes. What goes wrong here is logged and
 * goes no further: the change itself is committed, and a browser that missed it sees it with its
 * next snapshot.
 */
@Component
class LiveChanges implements CaseListener {

  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);

  private final LiveHub hub;
  private final CalmBoard board;
  private final ObjectProvider<AlertViews> alerts;
  private final ObjectProvider<CaseViews> cases;

  /** Views ask the desks, which tell this: so the views are looked up when they are needed. */
  LiveChanges(
      LiveHub hub,
      CalmBoard board,
      ObjectProvider<AlertViews> alerts,
      ObjectProvider<CaseViews> cases) {
    this.hub = hub;
    this.board = board;
    this.alerts = alerts;
    this.cases = cases;
  }

  @Override
  public void alertChanged(Alert alert) {
    try {
      board.changed(alert);
      hub.publish("alert", alert.division(), alerts.getObject().view(alert));
    } catch (RuntimeException e) {
      LOG.warn("alert {} was not told to the browsers", alert.id(), e);
    }
  }

  @Override
  public void caseChanged(Case changed) {
    try {
      hub.publish("case", changed.matter().division(), cases.getObject().summary(changed));
    } catch (RuntimeException e) {
      LOG.warn("case {} was not told to the browsers", changed.number(), e);
    }
  }
}
