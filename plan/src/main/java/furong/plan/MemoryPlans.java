package furong.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Promises in memory, for small worlds. */
public final class MemoryPlans implements PlanStore {

  private final List<PlanChange> changes = new ArrayList<>();
  private final List<PlanText> texts = new ArrayList<>();

  @Override
  public synchronized boolean append(PlanChange change) {
    boolean taken =
        changes.stream()
            .anyMatch(c ->
                c.item().equals(change.item()) && c.after().version() == change.after().version());
    if (!taken) {
      changes.add(change);
    }
    return !taken;
  }

  @Override
  public synchronized List<PlanChange> changes(@Nullable String item) {
    return changes.stream().filter(c -> item == null || c.item().equals(item)).toList();
  }

  @Override
  public synchronized boolean append(PlanText text) {
    boolean taken = texts.stream().anyMatch(t -> t.version() == text.version());
    if (!taken) {
      texts.add(text);
    }
    return !taken;
  }

  @Override
  public synchronized void amend(long version, Amended amended) {
    texts.replaceAll(t -> t.version() == version ? t.by(amended) : t);
  }

  @Override
  public synchronized List<PlanText> texts() {
    return List.copyOf(texts);
  }
}
