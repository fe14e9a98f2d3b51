package furong.plan;

import furong.base.Text;

/** What the meeting made of an entry. */
public enum Answer {
  NONE(Text.of("未议", "Not discussed")),
  NOTED(Text.of("知悉", "Noted")),
  DECIDED(Text.of("已议定督办", "Decided"));

  private final Text title;

  Answer(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }
}
