package furong.plan;

import furong.base.Text;
import java.util.List;

/**
 * A part or a section of the plan's text.
 *
 * @param parent id of the part that a section stands in; empty for a part
 * @param number as the plan writes it: {@code 二}, {@code （五）}
 * @param named duties of the organisations that the text names for it; empty where it names none
 */
public record Goal(String id, String parent, String number, Text title, List<String> named) {
  public Goal {
    named = List.copyOf(named);
  }
}
