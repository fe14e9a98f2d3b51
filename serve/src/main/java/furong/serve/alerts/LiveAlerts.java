package furong.serve.alerts;

import furong.cases.AlertStore;
import furong.cases.AlertStore.Query;
import furong.people.User;
import furong.serve.live.SnapshotPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The open alerts that a live stream begins with. */
@Component
class LiveAlerts implements SnapshotPart {

  /** A queue that is longer is not read; the list has it all. */
  private static final int MOST = 500;

  private final AlertStore alerts;
  private final AlertViews views;

  LiveAlerts(AlertStore alerts, AlertViews views) {
    this.alerts = alerts;
    this.views = views;
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public Object read(String division, User reader) {
    Query open = Query.open(List.of(division), MOST);
    return alerts.list(open).stream().map(views::view).toList();
  }
}
