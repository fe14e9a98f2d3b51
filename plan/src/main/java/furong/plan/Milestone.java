package furong.plan;

import furong.base.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be won or reached once.
 *
 * <pre>{@code
 * new Milestone("C12", "34", DESIGNATION, title)                    // people confirm it, with evidence
 * new Milestone("C15", "35", PILOT, title, zones, Compare.GE, 1.0)  // met when the figure is 1 or more
 * }</pre>
 *
 * @param indicators ids of the engine's figures that meet it; empty where people confirm it
 * @param compare how a figure is held against the number; null where there is none
 * @param value the plan's own number; null where it gives none, then no figure meets it
 */
public record Milestone(
    String id,
    String of,
    Sort sort,
    Text title,
    List<String> indicators,
    Target.@Nullable Compare compare,
    @Nullable Double value)
    implements Measured {

  /** What is won. */
  public enum Sort {
    DESIGNATION(Text.of("称号", "Designation")),
    PILOT(Text.of("试点", "Pilot")),
    MILESTONE(Text.of("里程碑", "Milestone"));

    private final Text title;

    Sort(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  public Milestone {
    indicators = List.copyOf(indicators);
    boolean numbered = value != null;
    if (numbered != !indicators.isEmpty() || numbered != (compare != null)) {
      throw new IllegalArgumentException(
          id + ": a figure meets it by a number of the plan and a comparison, all three or none");
    }
    if (compare != null && compare != Target.Compare.GE && compare != Target.Compare.LE) {
      throw new IllegalArgumentException(id + ": it is met by ge or le, not by " + compare);
    }
  }

  /** One that people confirm. */
  public Milestone(String id, String of, Sort sort, Text title) {
    this(id, of, sort, title, List.of(), null, null);
  }

  @Override
  public Target.Form form() {
    return Target.Form.MILESTONE;
  }

  @Override
  public Kind kind() {
    return Kind.MILESTONE;
  }
}
