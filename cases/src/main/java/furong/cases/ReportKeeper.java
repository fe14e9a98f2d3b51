package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.ReportStore.Entry;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what people told of themselves: shows it to whoever must call them (and notes that), makes
 * public what was read and found fit, and forgets all of it in the end.
 */
public final class ReportKeeper {

  /** Who speaks with the person. */
  private static final Set<Role> SPEAKERS = Set.of(Role.OPERATOR);

  /** What is read at once; a list of them is small. */
  private static final int A_ROUND = 100;

  private final ReportStore reports;
  private final CaseStore cases;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public ReportKeeper(
      ReportStore reports,
      CaseStore cases,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.reports = reports;
    this.cases = cases;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** The report of a case, for whoever may read the case; what is personal in it is not masked. */
  public Result<Entry> read(Caller caller, long caseId) {
    Optional<Entry> found = reports.findByCase(caseId);
    return found.isEmpty()
        ? none(caseId)
        : Rights.mayRead(caller.user(), found.get().matter().matter().division())
            .map(role -> found.get());
  }

  /** Shows everything to whoever speaks with the person; that it was shown is noted. */
  public Result<Entry> reveal(Caller caller, long caseId) {
    return change(caller, caseId, "report.reveal", entry -> Result.ok(entry.report()));
  }

  /** Makes the masked words and some of the person's photos public; nothing else is. */
  public Result<Entry> release(Caller caller, long caseId, boolean words, Set<String> photos) {
    return change(
        caller,
        caseId,
        "report.release",
        entry -> {
          Set<String> brought = Set.copyOf(cases.photos(caseId).stream().map(Photo::id).toList());
          return brought.containsAll(photos)
              ? Result.ok(entry.report().released(words, photos))
              : Result.refused(
                  Refusal.INVALID, Notice.of("case.photo", "photos", "No such photo of this case"));
        });
  }

  private interface Change {
    Result<CitizenReport> of(Entry entry);
  }

  private Result<Entry> change(Caller caller, long caseId, String action, Change change) {
    return transactions.inOne(() -> {
      Optional<Entry> found = reports.lock(caseId);
      if (found.isEmpty()) {
        return none(caseId);
      }
      return Rights.may(caller.user(), SPEAKERS, found.get().matter().matter().division())
          .then(role ->
              change
                  .of(found.get())
                  .map(changed -> {
                    reports.save(changed);
                    audit.append(
                        AuditEntry.of(
                            time.instant(),
                            caller,
                            role.name(),
                            action,
                            "case/" + caseId,
                            Map.of(),
                            Map.of("words", Boolean.toString(changed.releasedWords()))));
                    return reports.findByCase(caseId).orElseThrow();
                  }));
    });
  }

  /**
   * Forgets everything personal of reports whose case ended longer ago than {@code retention}; the
   * case keeps its kind, place and times. One report is one transaction.
   *
   * @return photos whose files are to be deleted, since nobody's record names them any more
   */
  public List<String> forget(Duration retention) {
    List<String> photos = new ArrayList<>();
    List<Long> round;
    do {
      round = reports.endedBefore(time.instant().minus(retention), A_ROUND);
      for (long caseId : round) {
        photos.addAll(transactions.inOne(() -> forget(caseId)));
      }
    } while (round.size() == A_ROUND);
    return photos;
  }

  private List<String> forget(long caseId) {
    Optional<Entry> found = reports.lock(caseId);
    if (found.isEmpty()) {
      return List.of();
    }
    CitizenReport report = found.get().report();
    Instant now = time.instant();
    List<String> orphans = reports.erase(caseId, report.by());
    reports.save(report.forgotten(now));
    audit.append(
        new AuditEntry(
            0,
            now,
            AuditEntry.SYSTEM,
            AuditEntry.SYSTEM,
            "",
            "report.forget",
            "case/" + caseId,
            Map.of(),
            Map.of("photos", Integer.toString(orphans.size())),
            ""));
    return orphans;
  }

  private static <T> Result<T> none(long caseId) {
    return Result.refused(
        Refusal.NOT_FOUND, Notice.of("report.none", "", "No person reported case " + caseId));
  }
}
