package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Notes files that prove something, once they are kept. */
public final class EvidenceDesk {

  /** A file as it was kept. */
  public record File(String id, String name, String type, long bytes) {}

  private final DispatchStore store;
  private final EntryDesk entries;
  private final SupervisedDesk supervised;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public EvidenceDesk(
      DispatchStore store,
      EntryDesk entries,
      SupervisedDesk supervised,
      AuditTrail audit,
      Transactions transactions,
      InstantSource time) {
    this.store = store;
    this.entries = entries;
    this.supervised = supervised;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  public Result<Evidence> forEntry(Caller caller, long id, File file) {
    return entries.mayBring(caller.user(), id).then(entry -> keep(caller, "entry/" + id, file));
  }

  public Result<Evidence> forSupervised(Caller caller, long id, File file) {
    return supervised
        .mayBring(caller.user(), id)
        .then(item -> keep(caller, "supervised/" + id, file));
  }

  private Result<Evidence> keep(Caller caller, String owner, File file) {
    if (store.evidence(owner).size() >= PlanRules.MAX_EVIDENCE) {
      return PlanRules.refused(
          Refusal.TOO_LARGE, "plan.evidence", "At most " + PlanRules.MAX_EVIDENCE + " files");
    }
    return transactions.inOne(() -> {
      Instant now = time.instant();
      Evidence evidence =
          new Evidence(
              file.id(), owner, file.name(), file.type(), file.bytes(), caller.user().id(), now);
      store.addEvidence(evidence);
      audit.append(
          AuditEntry.of(
              now,
              caller,
              "",
              "plan.evidence",
              "plan/" + owner,
              Map.of(),
              Map.of("file", file.name(), "id", file.id())));
      return Result.ok(evidence);
    });
  }
}
