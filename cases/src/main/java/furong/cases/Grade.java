package furong.cases;

import furong.base.Text;
import java.util.Locale;
import java.util.Optional;

/** 好差评: the five grades in which people rate what was done; the two lowest ask for mending. */
public enum Grade {
  VERY_GOOD(Text.of("非常满意", "Very satisfied")),
  GOOD(Text.of("满意", "Satisfied")),
  FAIR(Text.of("基本满意", "Fairly satisfied")),
  BAD(Text.of("不满意", "Dissatisfied")),
  VERY_BAD(Text.of("非常不满意", "Very dissatisfied"));

  private final Text title;

  Grade(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  public boolean bad() {
    return this == BAD || this == VERY_BAD;
  }

  public static Optional<Grade> find(String code) {
    for (Grade grade : values()) {
      if (grade.name().equals(code.strip().toUpperCase(Locale.ROOT))) {
        return Optional.of(grade);
      }
    }
    return Optional.empty();
  }
}
