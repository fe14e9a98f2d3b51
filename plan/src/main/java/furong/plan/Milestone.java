package furong.plan;

import furong.base.Text;

/** Something to be won or reached once. */
public record Milestone(String id, String of, Sort sort, Text title) implements Item {

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

  @Override
  public Kind kind() {
    return Kind.MILESTONE;
  }
}
