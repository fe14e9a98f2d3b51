package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.cases.PublicPhoto.Mark;
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
  private final PublicCopies copies;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public ReportKeeper(
      ReportStore reports,
      CaseStore cases,
      PublicCopies copies,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.reports = reports;
    this.cases = cases;
    this.copies = copies;
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
    return change(caller, caseId, "report.reveal", Map.of(), entry -> Result.ok(entry.report()));
  }

  /** Makes the masked words public, or takes them back; photos are looked at one by one. */
  public Result<Entry> release(Caller caller, long caseId, boolean words) {
    return change(
        caller,
        caseId,
        "report.release",
        Map.of("words", Boolean.toString(words)),
        entry -> Result.ok(entry.report().released(words, entry.report().publicPhotos())));
  }

  /**
   * Makes a copy of one photo public; one that was public before is replaced.
   *
   * @param marks what is painted over
   * @param nothing that somebody looked and saw neither a face nor a number plate; goes without
   *     marks only, as marks without it
   */
  public Result<Entry> publish(
      Caller caller, long caseId, String photo, List<Mark> marks, boolean nothing) {
    if (marks.isEmpty() != nothing) {
      return invalid(
          "photo.marks",
          "marks",
          "Mark every face and number plate, or say that there is none in it: either, not both");
    }
    if (marks.size() > PublicPhoto.MAX_MARKS || !marks.stream().allMatch(Mark::isValid)) {
      return invalid(
          "photo.marks",
          "marks",
          "At most " + PublicPhoto.MAX_MARKS + " marks, each within the picture, in parts of it");
    }
    return change(
        caller,
        caseId,
        "photo.publish",
        Map.of("photo", photo, "marks", Integer.toString(marks.size())),
        entry -> {
          if (cases.photos(caseId).stream().noneMatch(p -> p.id().equals(photo))) {
            return invalid("case.photo", "photo", "No such photo of this case");
          }
          // a copy that is made and then not kept is one that nobody's record names
          return copies
              .make(caseId, photo, marks)
              .map(id ->
                  with(
                      entry.report(),
                      photo,
                      Optional.of(
                          new PublicPhoto(photo, id, marks, caller.user().id(), time.instant()))));
        });
  }

  /** Takes a photo back: its copy is deleted. */
  public Result<Entry> withdraw(Caller caller, long caseId, String photo) {
    return change(
        caller,
        caseId,
        "photo.withdraw",
        Map.of("photo", photo),
        entry ->
            entry.report().publicPhotos().stream().noneMatch(p -> p.photo().equals(photo))
                ? Result.refused(
                    Refusal.NOT_FOUND, Notice.of("photo.none", "photo", "It is not public"))
                : Result.ok(with(entry.report(), photo, Optional.empty())));
  }

  /** The report with that copy of the photo instead of the one before, which is deleted. */
  private CitizenReport with(CitizenReport report, String photo, Optional<PublicPhoto> copy) {
    List<PublicPhoto> all = new ArrayList<>(report.publicPhotos());
    all.removeIf(known -> known.photo().equals(photo));
    copy.ifPresent(all::add);
    deleteLater(
        report.publicPhotos().stream()
            .map(PublicPhoto::id)
            .filter(id -> all.stream().noneMatch(left -> left.id().equals(id)))
            .toList());
    return report.released(report.releasedWords(), all);
  }

  private void deleteLater(List<String> ids) {
    transactions.afterCommit(() -> ids.forEach(copies::delete));
  }

  private interface Change {
    Result<CitizenReport> of(Entry entry);
  }

  private Result<Entry> change(
      Caller caller, long caseId, String action, Map<String, String> facts, Change change) {
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
                            facts));
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
    deleteLater(report.publicPhotos().stream().map(PublicPhoto::id).toList());
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

  private static <T> Result<T> invalid(String code, String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, place, message));
  }

  private static <T> Result<T> none(long caseId) {
    return Result.refused(
        Refusal.NOT_FOUND, Notice.of("report.none", "", "No person reported case " + caseId));
  }
}
