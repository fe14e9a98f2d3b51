package furong.cases;

import furong.base.Text;
import furong.base.WorkTime;
import java.util.List;
import java.util.Optional;

/**
 * What a matter must look like to become a case (立案条件), and in what time it is then handled. A kind
 * of matter has several: a missing manhole cover is worth two urgent hours, a rattling one two
 * working days.
 *
 * @param id with the version of the list that it stands in: {@code 2025-sample/cover-missing}. What
 *     a case was registered for keeps its meaning when a new list comes
 * @param categories codes of the kinds that it applies to
 * @param limit for handling
 * @param closing what must be true to close the case (结案条件); empty when the source does not say
 * @param source where it was read
 */
public record Condition(
    String id,
    List<String> categories,
    Text title,
    WorkTime limit,
    Optional<Text> closing,
    String source) {
  public Condition {
    categories = List.copyOf(categories);
  }
}
