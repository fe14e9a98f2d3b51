package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.CitizenReport.Rating;
import furong.cases.ReportStore.Entry;
import furong.city.CityProfile;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.people.SecretToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * 好差评: a person rates what was done once the case has ended - the one that goes on, when theirs was
 * merged into it - and once. A bad grade opens a {@link Rectification}: first the person is called
 * back (回访), then it is said what was mended.
 */
public final class RatingDesk {

  /** Longest words of a rating or of a note: a paragraph. */
  public static final int MAX_WORDS = 500;

  /** Who calls people back. */
  private static final Set<Role> CALLERS = Set.of(Role.OPERATOR);

  private final ReportStore reports;
  private final CaseStore cases;
  private final AuditTrail audit;
  private final CityProfile city;
  private final Transactions transactions;
  private final InstantSource time;

  public RatingDesk(
      ReportStore reports,
      CaseStore cases,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource time) {
    this.reports = reports;
    this.cases = cases;
    this.audit = audit;
    this.city = city;
    this.transactions = transactions;
    this.time = time;
  }

  /** Rates by the secret link. */
  public Result<Entry> rate(String link, Grade grade, String words) {
    if (words.strip().length() > MAX_WORDS) {
      return tooLong();
    }
    return transactions.inOne(() -> {
      Optional<Entry> found =
          SecretToken.looksRight(link)
              ? reports.findByLink(SecretToken.hash(link)).flatMap(e -> lock(e.matter().id()))
              : Optional.empty();
      if (found.isEmpty()) {
        return Result.refused(
            Refusal.NOT_FOUND, Notice.of("report.none", "", "No report has this link"));
      }
      Entry entry = found.get();
      if (!GoesOn.in(cases, entry.matter()).state().ended()) {
        return conflict("report.open", "It can be rated once it has ended");
      }
      if (entry.report().rating() != null) {
        return conflict("report.rated", "It has been rated already");
      }
      return Result.ok(rate(entry, new Rating(grade, words.strip(), now())));
    });
  }

  private Entry rate(Entry entry, Rating rating) {
    CitizenReport rated = entry.report().rated(rating);
    reports.save(rated);
    if (rating.grade().bad()) {
      reports.save(
          Rectification.open(
              rated.id(), rating.at(), city.calendar().deadline(rating.at(), Rectification.LIMIT)));
    }
    audit.append(
        new AuditEntry(
            0,
            rating.at(),
            CitizenReport.CITIZEN,
            CitizenReport.CITIZEN,
            "",
            "report.rate",
            "case/" + entry.matter().id(),
            Map.of(),
            Map.of("grade", rating.grade().name()),
            ""));
    return lock(entry.matter().id()).orElseThrow();
  }

  /** Notes that the person was called back, and what they said. */
  public Result<Entry> callBack(Caller caller, long caseId, String note) {
    return act(
        caller,
        caseId,
        note,
        "report.call-back",
        open ->
            open.calledAt() != null
                ? conflict("rectification.called", "The person was called back already")
                : Result.ok(open.called(now(), caller.user().id(), note.strip())));
  }

  /** Notes what was mended; nobody closes it before the person was heard. */
  public Result<Entry> rectified(Caller caller, long caseId, String what) {
    return act(
        caller,
        caseId,
        what,
        "report.rectified",
        open ->
            open.calledAt() == null
                ? conflict("rectification.uncalled", "First call the person back")
                : Result.ok(open.done(now(), caller.user().id(), what.strip())));
  }

  private interface Change {
    Result<Rectification> of(Rectification open);
  }

  private Result<Entry> act(
      Caller caller, long caseId, String words, String action, Change change) {
    if (words.strip().length() > MAX_WORDS) {
      return tooLong();
    }
    if (words.isBlank()) {
      return Result.refused(
          Refusal.INVALID, Notice.of("case.missing.note", "note", "Say what was said or done"));
    }
    return transactions.inOne(() -> {
      Optional<Entry> found = lock(caseId).filter(e -> e.rectification() != null);
      if (found.isEmpty() || found.get().rectification() == null) {
        return Result.refused(
            Refusal.NOT_FOUND,
            Notice.of("rectification.none", "", "Nothing is to be mended there"));
      }
      Rectification open = found.get().rectification();
      return Rights.may(caller.user(), CALLERS, found.get().matter().matter().division())
          .then(role -> {
            if (open.doneAt() != null) {
              return conflict("rectification.done", "It is done already");
            }
            return change
                .of(open)
                .map(changed -> {
                  reports.save(changed);
                  audit.append(
                      AuditEntry.of(
                          now(),
                          caller,
                          role.name(),
                          action,
                          "case/" + caseId,
                          Map.of(),
                          Map.of()));
                  return lock(caseId).orElseThrow();
                });
          });
    });
  }

  private Optional<Entry> lock(long caseId) {
    return reports.lock(caseId);
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }

  private static <T> Result<T> conflict(String code, String message) {
    return Result.refused(Refusal.CONFLICT, Notice.of(code, "", message));
  }

  private static <T> Result<T> tooLong() {
    return Result.refused(
        Refusal.TOO_LARGE,
        Notice.of("report.words", "words", "At most " + MAX_WORDS + " characters"));
  }
}
