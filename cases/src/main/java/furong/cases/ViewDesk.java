package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Transactions;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Where people keep queues of their own, and share them. */
public final class ViewDesk {

  /** A name is a word or two on a tab. */
  public static final int MAX_NAME = 40;

  /** Longest query: that of all filters at once with a long search. */
  public static final int MAX_QUERY = 500;

  /** More than fit on one screen are no help. */
  public static final int MAX_VIEWS = 40;

  private final SavedViews views;
  private final AuditTrail audit;
  private final Transactions transactions;
  private final InstantSource time;

  public ViewDesk(
      SavedViews views, AuditTrail audit, Transactions transactions, InstantSource time) {
    this.views = views;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  public List<SavedView> list(Caller caller) {
    return views.list(caller.user().id());
  }

  public Result<SavedView> save(Caller caller, String name, String query, boolean shared) {
    String plain = name.strip();
    if (plain.isEmpty() || plain.length() > MAX_NAME) {
      return invalid("view.name", "A name has 1 to " + MAX_NAME + " characters");
    }
    if (query.length() > MAX_QUERY) {
      return invalid("view.query", "The filters have at most " + MAX_QUERY + " characters");
    }
    return transactions.inOne(() -> {
      String owner = caller.user().id();
      long own = views.list(owner).stream().filter(v -> v.owner().equals(owner)).count();
      if (own >= MAX_VIEWS) {
        return invalid("view.count", "At most " + MAX_VIEWS + " views; remove one first");
      }
      Instant now = Instant.ofEpochMilli(time.millis());
      SavedView kept = views.save(new SavedView(0, owner, plain, query, shared), now);
      note(caller, now, "view.save", kept.id(), Map.of("name", plain, "query", query));
      return Result.ok(kept);
    });
  }

  public Result<Boolean> remove(Caller caller, long id) {
    return transactions.inOne(() -> {
      if (!views.remove(caller.user().id(), id)) {
        return Result.refused(
            Refusal.NOT_FOUND, Notice.of("view.none", "", "You have no view " + id));
      }
      note(caller, Instant.ofEpochMilli(time.millis()), "view.remove", id, Map.of());
      return Result.ok(true);
    });
  }

  private void note(Caller caller, Instant now, String action, long id, Map<String, String> after) {
    audit.append(AuditEntry.of(now, caller, "", action, "view/" + id, Map.of(), after));
  }

  private static <T> Result<T> invalid(String code, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, "", message));
  }
}
