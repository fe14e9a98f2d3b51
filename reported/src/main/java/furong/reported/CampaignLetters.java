package furong.reported;

import furong.city.Division;
import furong.notify.Letters;
import furong.notify.Letters.Letter;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.people.UserStore;
import furong.reported.CampaignSheets.Asked;
import furong.reported.CampaignSheets.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes to those whose turn it is in a campaign: when it opens, some days before its deadline,
 * once after it, and when a planner reminds. Each of these once to a person (reminding by hand once
 * a day), also after a restart: the outbox knows each letter by its key.
 *
 * <p>Those written to answer for the very division; when nobody does, those of the nearest one
 * above it that has somebody.
 */
public final class CampaignLetters {

  /** Lines of one letter; a person reads no more, and the rest is counted. */
  private static final int MAX_LINES = 20;

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

  /**
   * What came of it.
   *
   * @param told people who got a letter that they had not got before
   * @param nobody sheets for which no person answers at all
   */
  public record Outcome(int told, int nobody) {}

  private final CampaignStore store;
  private final CampaignSheets sheets;
  private final FormTree tree;
  private final UserStore users;
  private final Letters letters;
  private final ZoneId zone;
  private final InstantSource time;

  public CampaignLetters(
      CampaignStore store,
      CampaignSheets sheets,
      FormTree tree,
      UserStore users,
      Letters letters,
      ZoneId zone,
      InstantSource time) {
    this.store = store;
    this.sheets = sheets;
    this.tree = tree;
    this.users = users;
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
    List<User> all = users.list();
    Map<User, List<String>> lines = new LinkedHashMap<>();
    int nobody = 0;
    for (Asked asked : sheets.of(campaign, new Scope(campaign.divisions()))) {
      if (asked.turn() == Turn.OWN || asked.turn() == Turn.ABOVE) {
        List<User> whose = whose(asked, all);
        nobody += whose.isEmpty() ? 1 : 0;
        whose.forEach(
            user -> lines.computeIfAbsent(user, u -> new ArrayList<>()).add(line(asked, campaign)));
      }
    }
    int told = 0;
    for (Map.Entry<User, List<String>> one : lines.entrySet()) {
      Letter letter = letter(campaign, sort, one.getValue(), now);
      told += letters.send(one.getKey(), letter, now) ? 1 : 0;
    }
    return new Outcome(told, nobody);
  }

  private List<User> whose(Asked asked, List<User> all) {
    String code = asked.division().code();
    boolean judges = asked.turn() == Turn.ABOVE;
    Set<Role> roles =
        !judges && tree.fills(asked.form(), code) ? SheetRoles.FILLERS : SheetRoles.APPROVERS;
    for (Division at : tree.upwards(judges ? tree.above(code) : code)) {
      Predicate<User> answers =
          user ->
              user.as(roles).isPresent()
                  && user.scope().divisions().contains(at.code())
                  && !(judges && user.id().equals(asked.sheet().submittedBy()));
      List<User> found = all.stream().filter(answers).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static String line(Asked asked, Campaign campaign) {
    return asked.division().name().zh()
        + " · "
        + asked.form().title().zh()
        + " · "
        + asked.sheet().state().title().zh()
        + " /forms/"
        + asked.form().id()
        + "/"
        + asked.division().code()
        + "/"
        + campaign.year().text();
  }

  private Letter letter(Campaign campaign, Sort sort, List<String> lines, Instant now) {
    String deadline = TIME.format(campaign.deadline().atZone(zone));
    String which =
        sort == Sort.BY_HAND
            ? LocalDate.ofInstant(now, zone).toString()
            : Long.toString(campaign.deadline().getEpochSecond());
    String key = "campaign/" + campaign.id() + "/" + sort + "/" + which;
    String more = lines.size() > MAX_LINES ? "\n… " + (lines.size() - MAX_LINES) + " 张 more" : "";
    return new Letter(
        key,
        campaign.divisions().getFirst(),
        "城市体检 " + campaign.year().text() + " 采集" + sort.words + " ×" + lines.size(),
        "截止 Deadline: "
            + deadline
            + "\n"
            + String.join("\n", lines.subList(0, Math.min(lines.size(), MAX_LINES)))
            + more);
  }
}
