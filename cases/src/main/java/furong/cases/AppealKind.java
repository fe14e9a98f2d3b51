package furong.cases;

import furong.base.Text;
import furong.base.WorkTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person wants (诉求类型), and by when the city answers: 3, 7 and 15 working days after
 * 《四川省12345政务服务便民热线运行管理办法》 of 2026-01.
 */
public enum AppealKind {
  CONSULT(Text.of("咨询", "Question"), 3),
  /** 求助、意见建议. */
  HELP(Text.of("求助建议", "Request or suggestion"), 7),
  COMPLAINT(Text.of("投诉举报", "Complaint"), 15);

  private final Text title;
  private final WorkTime limit;

  AppealKind(Text title, int workDays) {
    this.title = title;
    this.limit = new WorkTime(workDays, WorkTime.Unit.WORK_DAY);
  }

  public Text title() {
    return title;
  }

  public WorkTime limit() {
    return limit;
  }

  /** By its code ({@code help}) or by a word of a hotline's export that holds its title. */
  public static Optional<AppealKind> find(String word) {
    String text = word.strip();
    return switch (text) {
      case "求助", "意见建议", "意见", "建议" -> Optional.of(HELP);
      case "投诉", "举报" -> Optional.of(COMPLAINT);
      default ->
          Arrays.stream(values())
              .filter(kind ->
                  kind.name().equals(text.toUpperCase(Locale.ROOT)) || kind.title.zh().equals(text))
              .findFirst();
    };
  }
}
