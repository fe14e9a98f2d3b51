package furong.work.cases;

import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.people.User;
import furong.serve.live.SnapshotPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many cases stand in which state: what a live stream begins with. */
@Component
class LiveCases implements SnapshotPart {

  private final CaseStore cases;

  LiveCases(CaseStore cases) {
    this.cases = cases;
  }

  @Override
  public String name() {
    return "caseCounts";
  }

  @Override
  public Object read(String division, User reader) {
    Map<CaseState, Long> counts = cases.countByState(List.of(division));
    Map<String, Long> all = new LinkedHashMap<>();
    for (CaseState state : CaseState.values()) {
      all.put(state.name(), counts.getOrDefault(state, 0L));
    }
    return all;
  }
}
