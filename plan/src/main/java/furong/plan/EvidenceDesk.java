package furong.plan;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import java.time.Instant;
import java.util.Map;

/** Notes files that prove something, once they are kept. */
public final class EvidenceDesk {

  /** A file as it was kept. */
  public record File(String id, String name, String type, long bytes) {}

  private final PlanOffice office;
  private final EntryDesk entries;
  private final SupervisedDesk supervised;

  public EvidenceDesk(PlanOffice office, EntryDesk entries, SupervisedDesk supervised) {
    this.office = office;
    this.entries = entries;
    this.supervised = supervised;
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
    if (office.months().evidence(owner).size() >= PlanRules.MAX_EVIDENCE) {
      return PlanRules.refused(
          Refusal.TOO_LARGE, "plan.evidence", "At most " + PlanRules.MAX_EVIDENCE + " files");
    }
    return office
        .transactions()
        .inOne(() -> {
          Instant now = office.time().instant();
          Evidence evidence =
              new Evidence(
                  file.id(),
                  owner,
                  file.name(),
                  file.type(),
                  file.bytes(),
                  caller.user().id(),
                  now);
          office.months().addEvidence(evidence);
          office.note(
              caller,
              "",
              "evidence",
              owner,
              Map.of(),
              Map.of("file", file.name(), "id", file.id()),
              now);
          return Result.ok(evidence);
        });
  }
}
