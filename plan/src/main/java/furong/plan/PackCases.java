package furong.plan;

import furong.base.Text;
import java.time.Instant;
import java.util.List;

/** Port: the cases behind an action, by the scene packs that serve it. */
public interface PackCases {

  /** How many, and how many of them have not ended. */
  record Counts(long total, long open) {}

  /** One case in a list. */
  record Line(
      long id, String number, Text title, String state, boolean simulated, Instant openedAt) {}

  Counts count(List<String> packs, String division);

  /** Newest first. */
  List<Line> latest(List<String> packs, String division, int limit);
}
