package furong.reported;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.city.Divisions;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.reported.CampaignLetters.Sort;
import furong.reported.SheetLetters.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a planner opens the collection of a year's health check, reminds, extends and closes it.
 *
 * <pre>{@code
 * desk.open(planner, new Draft(2026, List.of("housing"), List.of("510104"), deadline, 7));
 * desk.act(planner, 1, CampaignAct.CLOSE, 1, null, "");
 * }</pre>
 *
 * Campaigns of a year do not overlap, so a sheet has one deadline. A save that began before a
 * closing still ends; nothing begins after it.
 */
public final class CampaignDesk {

  private static final Set<Role> PLANNERS = Set.of(Role.PLANNER);

  /** A reason that says something: two characters are a word in Chinese. */
  private static final int SHORTEST_REASON = 2;

  /** What a planner asks for. */
  public record Draft(
      Period year,
      List<String> dimensions,
      List<String> divisions,
      Instant deadline,
      int remindDays) {}

  /** A campaign after an act, and who was written to. */
  public record Done(Campaign campaign, Outcome letters) {}

  private final Supplier<Checkup> checkup;
  private final FormTree tree;
  private final CampaignStore store;
  private final CampaignLetters letters;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final ZoneId zone;
  private final InstantSource time;

  public CampaignDesk(
      Supplier<Checkup> checkup,
      FormTree tree,
      CampaignStore store,
      CampaignLetters letters,
      AuditTrail audit,
      Transactions transactions,
      ZoneId zone,
      InstantSource time) {
    this.checkup = checkup;
    this.tree = tree;
    this.store = store;
    this.letters = letters;
    this.audit = audit;
    this.transactions = transactions;
    this.zone = zone;
    this.time = time;
  }

  /** Opens one and writes to those who must report. */
  public Result<Done> open(Caller caller, Draft draft) {
    List<Notice> faults = faults(draft);
    if (!faults.isEmpty()) {
      return new Result.Refused<>(Refusal.INVALID, faults);
    }
    return mayAll(caller.user(), draft.divisions())
        .then(role -> transactions.inOne(() -> open(caller, role, draft)));
  }

  private List<Notice> faults(Draft draft) {
    List<Notice> faults = new ArrayList<>();
    Instant now = time.instant();
    if (!draft.year().text().matches("[0-9]{4}") || draft.year().in(zone).start().isAfter(now)) {
      faults.add(Notice.of("campaign.year", "year", "A year that has begun"));
    }
    if (!draft.deadline().isAfter(now)) {
      faults.add(Notice.of("campaign.deadline", "deadline", "A deadline lies ahead"));
    }
    if (draft.remindDays() < 0 || draft.remindDays() > Campaign.MOST_REMIND_DAYS) {
      faults.add(
          Notice.of(
              "campaign.remind", "remindDays", "0 to " + Campaign.MOST_REMIND_DAYS + " days"));
    }
    List<String> known = checkup.get().dimensions().stream().map(Checkup.Dimension::id).toList();
    if (draft.dimensions().isEmpty()
        || !known.containsAll(draft.dimensions())
        || Set.copyOf(draft.dimensions()).size() < draft.dimensions().size()) {
      faults.add(Notice.of("campaign.dimensions", "dimensions", "Each once, of " + known));
    }
    if (draft.divisions().isEmpty()) {
      faults.add(Notice.of("campaign.divisions", "divisions", "At least one division"));
    }
    for (String code : draft.divisions()) {
      boolean nested =
          draft.divisions().stream().filter(root -> Divisions.isWithin(code, root)).count() > 1;
      if (nested || tree.find(code).isEmpty()) {
        faults.add(
            Notice.of(
                "campaign.divisions",
                code,
                nested ? "It lies in another one of the list" : "There is no such division"));
      }
    }
    return faults;
  }

  private Result<Done> open(Caller caller, Role role, Draft draft) {
    Instant now = time.instant();
    Campaign wanted =
        new Campaign(
            0,
            draft.year(),
            draft.dimensions(),
            draft.divisions(),
            draft.deadline(),
            draft.remindDays(),
            CampaignState.OPEN,
            caller.user().name().zh(),
            now,
            null,
            "",
            1);
    store.hold(draft.year());
    Optional<Campaign> other = store.of(draft.year()).stream().filter(wanted::overlaps).findFirst();
    if (other.isPresent()) {
      return refused(
          Refusal.CONFLICT,
          "campaign.overlap",
          "Campaign " + other.get().id() + " asks some of these already; open that one again");
    }
    Campaign kept = store.add(wanted);
    Outcome told = letters.tell(kept, Sort.OPENED);
    keepTrail(caller, role, "open", kept, Map.of(), facts(kept, told), now);
    return Result.ok(new Done(kept, told));
  }

  /**
   * Reminds, extends, closes or opens again.
   *
   * @param deadline the new one for those that need one, else ignored
   */
  public Result<Done> act(
      Caller caller,
      long id,
      CampaignAct act,
      long version,
      @Nullable Instant deadline,
      String words) {
    return transactions.inOne(() -> {
      Optional<Campaign> found = store.lock(id);
      if (found.isEmpty()) {
        return refused(Refusal.NOT_FOUND, "campaign.none", "There is no campaign " + id);
      }
      Campaign before = found.get();
      return mayAll(caller.user(), before.divisions())
          .then(role -> {
            Instant now = time.instant();
            if (act.from() != before.state()) {
              return refused(
                  Refusal.CONFLICT,
                  "campaign.state",
                  act.code() + " does not go from " + before.state());
            }
            if (before.version() != version) {
              return refused(
                  Refusal.CONFLICT, "campaign.stale", "Somebody else changed it; load it again");
            }
            if (act.reason() && words.strip().length() < SHORTEST_REASON) {
              return refused(Refusal.INVALID, "campaign.reason", "Say why");
            }
            if (act.reason() && (deadline == null || !deadline.isAfter(now))) {
              return refused(Refusal.INVALID, "campaign.deadline", "A deadline lies ahead");
            }
            Instant by = act.reason() && deadline != null ? deadline : before.deadline();
            return Result.ok(carryOut(caller, role, before, act, by, words.strip(), now));
          });
    });
  }

  private Done carryOut(
      Caller caller,
      Role role,
      Campaign before,
      CampaignAct act,
      Instant deadline,
      String words,
      Instant now) {
    Campaign after = before.after(act, deadline, words, now);
    store.put(after);
    Outcome told =
        switch (act) {
          case REMIND -> letters.tell(after, Sort.BY_HAND);
          case REOPEN -> letters.tell(after, Sort.OPENED);
          case EXTEND, CLOSE -> new Outcome(0, 0);
        };
    keepTrail(
        caller, role, act.code(), after, facts(before, new Outcome(0, 0)), facts(after, told), now);
    return new Done(after, told);
  }

  /** What {@code user} may do to it. */
  public List<CampaignAct> acts(User user, Campaign campaign) {
    return mayAll(user, campaign.divisions()).isOk()
        ? Arrays.stream(CampaignAct.values()).filter(a -> a.from() == campaign.state()).toList()
        : List.of();
  }

  private static Result<Role> mayAll(User user, List<String> divisions) {
    Result<Role> role = Rights.may(user, PLANNERS);
    for (String division : divisions) {
      role = role.then(r -> Rights.may(user, PLANNERS, division));
    }
    return role;
  }

  private static Map<String, String> facts(Campaign c, Outcome told) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", c.state().name());
    facts.put("year", c.year().text());
    facts.put("deadline", c.deadline().toString());
    facts.put("dimensions", String.join(",", c.dimensions()));
    facts.put("divisions", String.join(",", c.divisions()));
    if (told.told() > 0) {
      facts.put("told", Integer.toString(told.told()));
    }
    if (!c.words().isBlank()) {
      facts.put("words", c.words());
    }
    return facts;
  }

  private void keepTrail(
      Caller caller,
      Role role,
      String act,
      Campaign campaign,
      Map<String, String> before,
      Map<String, String> after,
      Instant now) {
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "campaign." + act,
            "campaign/" + campaign.id(),
            before,
            after));
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "", message));
  }
}
