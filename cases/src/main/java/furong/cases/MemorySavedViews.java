package furong.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Saved views in memory, for small worlds. */
public final class MemorySavedViews implements SavedViews {

  private final List<SavedView> views = new ArrayList<>();
  private long last;

  @Override
  public synchronized List<SavedView> list(String user) {
    return views.stream()
        .filter(view -> view.shared() || view.owner().equals(user))
        .sorted(Comparator.comparing(SavedView::name).thenComparing(SavedView::id))
        .toList();
  }

  @Override
  public synchronized SavedView save(SavedView view, Instant now) {
    views.removeIf(v -> v.owner().equals(view.owner()) && v.name().equals(view.name()));
    SavedView kept = new SavedView(++last, view.owner(), view.name(), view.query(), view.shared());
    views.add(kept);
    return kept;
  }

  @Override
  public synchronized boolean remove(String owner, long id) {
    return views.removeIf(v -> v.id() == id && v.owner().equals(owner));
  }
}
