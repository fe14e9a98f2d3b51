package furong.plan;

import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import java.time.Instant;
import java.util.Map;

/** Puts an act into the timeline and into the audit trail. */
final class Keeping {

  private final DispatchStore store;
  private final AuditTrail audit;

  Keeping(DispatchStore store, AuditTrail audit) {
    this.store = store;
    this.audit = audit;
  }

  void keep(
      Caller caller,
      Role role,
      String act,
      String owner,
      String words,
      Map<String, String> before,
      Map<String, String> after,
      Instant now) {
    store.addEvent(
        new PlanEvent(
            owner, now, caller.user().id(), caller.user().name().zh(), role.name(), act, words));
    audit.append(
        AuditEntry.of(now, caller, role.name(), "plan." + act, "plan/" + owner, before, after));
  }
}
