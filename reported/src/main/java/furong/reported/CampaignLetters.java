package furong.reported;

import furong.notify.Letters.Letter;
import furong.people.Scope;
import furong.reported.CampaignSheets.Asked;
import furong.reported.SheetLetters.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes to those whose turn it is in a campaign: when it opens, some days before its deadline,
 * once after it, and when a planner reminds. Each of these once to a person (reminding by hand once
 * a day), also after a restart: the outbox knows each letter by its key.
 */
public final class CampaignLetters {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /** Why somebody is written to. */
  public enum Sort {
    OPENED("已启动，请填报 opened, please report"),
    SOON("即将截止 ends soon"),
    OVERDUE("已过截止时间 is overdue"),
    BY_HAND("催报 reminder");

    private final String words;

    Sort(String words) {
      this.words = words;
    }
  }

  private final CampaignStore store;
  private final CampaignSheets sheets;
  private final SheetLetters letters;
  private final ZoneId zone;
  private final InstantSource time;

  public CampaignLetters(
      CampaignStore store,
      CampaignSheets sheets,
      SheetLetters letters,
      ZoneId zone,
      InstantSource time) {
    this.store = store;
    this.sheets = sheets;
    this.letters = letters;
    this.zone = zone;
    this.time = time;
  }

  /** Writes whatever is to be written by now; answers how many people were told. */
  public int round() {
    Instant now = time.instant();
    int told = 0;
    for (Campaign campaign : store.list()) {
      if (campaign.state() == CampaignState.OPEN) {
        if (now.isAfter(campaign.deadline())) {
          told += tell(campaign, Sort.OVERDUE).told();
        } else if (!now.isBefore(
            campaign.deadline().minus(Duration.ofDays(campaign.remindDays())))) {
          told += tell(campaign, Sort.SOON).told();
        }
      }
    }
    return told;
  }

  /** Writes to everybody whose turn it is. */
  public Outcome tell(Campaign campaign, Sort sort) {
    Instant now = time.instant();
    List<FormSheets.Asked> asked =
        sheets.of(campaign, new Scope(campaign.divisions())).stream().map(Asked::at).toList();
    return letters.tell(asked, lines -> letter(campaign, sort, lines, now), now);
  }

  private Letter letter(Campaign campaign, Sort sort, List<String> lines, Instant now) {
    String deadline = TIME.format(campaign.deadline().atZone(zone));
    String which =
        sort == Sort.BY_HAND
            ? LocalDate.ofInstant(now, zone).toString()
            : Long.toString(campaign.deadline().getEpochSecond());
    return new Letter(
        "campaign/" + campaign.id() + "/" + sort + "/" + which,
        campaign.divisions().getFirst(),
        "城市体检 " + campaign.year().text() + " 采集" + sort.words + " ×" + lines.size(),
        "截止 Deadline: " + deadline + "\n" + SheetLetters.body(lines));
  }
}
