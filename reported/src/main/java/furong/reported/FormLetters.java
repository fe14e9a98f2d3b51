package furong.reported;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.notify.Letters.Letter;
import furong.pack.FormDef;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.Scope;
import furong.reported.FormSheets.Asked;
import furong.reported.SheetLetters.Outcome;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes to those whose turn it is with a form of the period that has ended: some days before it is
 * due, once when it is late, and when somebody above reminds by hand. What a campaign asks is left
 * to the campaign's own letters. Forms that are due on one day come in one letter; the outbox knows
 * each by its key, so that nobody gets one twice, also after a restart.
 */
public final class FormLetters {

  /** Who is told on a Friday still has the week after; forms have some ten days and more. */
  private static final Duration SOON = Duration.ofDays(5);

  /**
   * Longer ago than this the letter was sent, or the platform did not run then: no flood at a
   * start.
   */
  private static final Duration LATE = Duration.ofDays(5);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private enum Sort {
    SOON("即将截止 are due soon"),
    LATE("已逾期 are late"),
    BY_HAND("催报 reminder");

    private final String words;

    Sort(String words) {
      this.words = words;
    }
  }

  private record Batch(Sort sort, Period period, Instant due) {}

  private final FormBook book;
  private final FormTree tree;
  private final Campaigns campaigns;
  private final FormSheets sheets;
  private final SheetLetters letters;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final ZoneId zone;
  private final InstantSource time;

  public FormLetters(
      FormBook book,
      FormTree tree,
      Campaigns campaigns,
      FormSheets sheets,
      SheetLetters letters,
      AuditTrail audit,
      Transactions transactions,
      ZoneId zone,
      InstantSource time) {
    this.book = book;
    this.tree = tree;
    this.campaigns = campaigns;
    this.sheets = sheets;
    this.letters = letters;
    this.audit = audit;
    this.transactions = transactions;
    this.zone = zone;
    this.time = time;
  }

  /** Writes whatever is to be written by now; answers how many people were told. */
  public int round() {
    Instant now = time.instant();
    LocalDate today = LocalDate.ofInstant(now, zone);
    String root = tree.root().code();
    Map<Batch, List<Asked>> batches = new LinkedHashMap<>();
    for (FormDef form : book.list()) {
      Period period = form.cycle().before(form.cycle().of(today));
      Instant due = book.dueAt(new SheetKey(form.id(), root, period), zone).orElse(null);
      @Nullable Sort sort = due == null ? null : sort(now, due);
      if (due != null && sort != null) {
        Predicate<String> byCampaign = campaigns.asked(form.id(), period);
        sheets.of(form, period, List.of(root), Scope.of(root)).stream()
            .filter(asked -> !byCampaign.test(asked.division().code()))
            .forEach(asked ->
                batches
                    .computeIfAbsent(new Batch(sort, period, due), b -> new ArrayList<>())
                    .add(asked));
      }
    }
    int told = 0;
    for (Map.Entry<Batch, List<Asked>> batch : batches.entrySet()) {
      Batch of = batch.getKey();
      String key =
          "forms/" + of.sort() + "/" + of.period().text() + "/" + of.due().getEpochSecond();
      told +=
          letters
              .tell(
                  batch.getValue(),
                  lines -> letter(key, root, of.sort(), of.period(), of.due(), lines),
                  now)
              .told();
    }
    return told;
  }

  private static @Nullable Sort sort(Instant now, Instant due) {
    if (now.isBefore(due)) {
      return now.isBefore(due.minus(SOON)) ? null : Sort.SOON;
    }
    return now.isBefore(due.plus(LATE)) ? Sort.LATE : null;
  }

  /** Reminds everybody whose turn it is in a division and below, once a day. */
  public Result<Outcome> remind(Caller caller, SheetKey key) {
    FormDef form = book.find(key.form()).orElse(null);
    if (form == null
        || !form.cycle().fits(key.period())
        || !tree.in(key.period()).has(form, key.division())) {
      return Result.refused(
          Refusal.NOT_FOUND, Notice.of("sheet.unknown", key.division(), "There is no such sheet"));
    }
    return Rights.may(caller.user(), SheetRoles.APPROVERS, key.division())
        .map(role -> transactions.inOne(() -> remind(caller, role, form, key)));
  }

  private Outcome remind(Caller caller, Role role, FormDef form, SheetKey key) {
    Instant now = time.instant();
    List<Asked> asked =
        sheets.of(form, key.period(), List.of(key.division()), Scope.of(key.division()));
    String day = LocalDate.ofInstant(now, zone).toString();
    @Nullable Instant due = campaigns.dueAt(key, zone).orElse(null);
    Outcome told =
        letters.tell(
            asked,
            lines ->
                letter(
                    "forms/BY_HAND/" + key.subject() + "/" + day,
                    key.division(),
                    Sort.BY_HAND,
                    key.period(),
                    due,
                    lines),
            now);
    audit.append(
        AuditEntry.of(
            now,
            caller,
            role.name(),
            "sheet.remind",
            key.subject(),
            Map.of(),
            Map.of(
                "told", Integer.toString(told.told()), "nobody", Integer.toString(told.nobody()))));
    return told;
  }

  private Letter letter(
      String key,
      String division,
      Sort sort,
      Period period,
      @Nullable Instant due,
      List<String> lines) {
    String until = due == null ? "" : "截止 Deadline: " + TIME.format(due.atZone(zone)) + "\n";
    return new Letter(
        key,
        division,
        "指标填报 " + period.text() + " " + sort.words + " ×" + lines.size(),
        until + SheetLetters.body(lines));
  }
}
