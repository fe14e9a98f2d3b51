package furong.notify;

import furong.base.Text;
import furong.cases.Alert;
import furong.cases.CaseBook;
import furong.cases.CaseBook.RuleInfo;
import furong.city.CityProfile;
import furong.city.Division;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a notification says, in Chinese with English beside it. */
public final class NotifyWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final CaseBook book;
  private final CityProfile city;

  public NotifyWords(CaseBook book, CityProfile city) {
    this.book = book;
    this.city = city;
  }

  String subject(List<Alert> all, int escalations) {
    Alert first = all.getFirst();
    Text title = title(first);
    String simulated = first.simulated() ? "〔模拟〕" : "";
    String again = escalations == 0 ? "" : "〔升级 escalated " + escalations + "〕";
    String many = all.size() == 1 ? "" : " ×" + all.size();
    return simulated
        + again
        + "["
        + first.level().name()
        + " "
        + first.level().title().zh()
        + "] "
        + title.zh()
        + many
        + " "
        + place(first);
  }

  String body(List<Alert> shown, int total) {
    String lines = shown.stream().map(this::line).collect(Collectors.joining("\n"));
    String more = total > shown.size() ? "\n… " + (total - shown.size()) + " 条 more" : "";
    String simulated =
        shown.getFirst().simulated() ? "模拟数据，请勿据此行动。 Simulated data: do not act on it.\n\n" : "";
    return simulated
        + lines
        + more
        + "\n\n请在平台上确认。 Please acknowledge it on the platform: "
        + shown.stream().limit(1).map(a -> "/alerts/" + a.id()).collect(Collectors.joining());
  }

  private String line(Alert a) {
    Text title = title(a);
    return a.level().name()
        + " "
        + title.zh()
        + (title.en().equals(title.zh()) ? "" : " / " + title.en())
        + " · "
        + place(a)
        + " · "
        + TIME.format(a.openedAt().atZone(city.zone()))
        + " · "
        + a.reason();
  }

  private Text title(Alert a) {
    return book.rule(a.rule()).map(RuleInfo::title).orElse(Text.of(a.rule(), a.rule()));
  }

  private String place(Alert a) {
    return city.divisions().path(city.currentCode(a.division())).stream()
        .skip(1) // the city itself says nothing new
        .map(Division::name)
        .map(Text::zh)
        .collect(Collectors.joining(" / "));
  }
}
