package furong.plan;

import furong.base.Text;

/** A line of a register. */
public enum RegisterState {
  /** A risk that is watched. */
  OPEN(Text.of("管控中", "Watched")),
  /** A risk that is over. */
  CLOSED(Text.of("已解除", "Closed")),
  /** An opportunity that nobody outside sees yet. */
  DRAFT(Text.of("草稿", "Draft")),
  PUBLISHED(Text.of("已发布", "Published")),
  WITHDRAWN(Text.of("已撤回", "Withdrawn")),
  /** A task or project that somebody works at. */
  RUNNING(Text.of("推进中", "Under way")),
  /** A task or project that is steered no longer. */
  ENDED(Text.of("已结束", "Ended"));

  private final Text title;

  RegisterState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
