package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.cases.SavedView;
import furong.cases.SavedViews;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every keeper of saved views does. */
abstract class SavedViewsContract {

  private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

  abstract SavedViews store();

  @Test
  void listsTheOwnAndTheSharedByNameAndRemovesOnlyTheOwn() {
    SavedViews store = store();
    SavedView own = store.save(new SavedView(0, "op", "b", "view=all", false), NOW);
    SavedView shared = store.save(new SavedView(0, "in", "a", "state=HANDLED", true), NOW);
    store.save(new SavedView(0, "in", "c", "", false), NOW);
    assertThat(store.list("op")).containsExactly(shared, own);
    assertThat(store.list("nobody")).containsExactly(shared);
    assertThat(store.remove("op", shared.id())).isFalse();
    assertThat(store.remove("op", own.id())).isTrue();
    assertThat(store.remove("op", own.id())).isFalse();
    assertThat(store.list("op")).containsExactly(shared);
  }

  @Test
  void theSameNameOfTheSameOwnerIsReplaced() {
    SavedViews store = store();
    store.save(new SavedView(0, "op", "late", "view=overdue", false), NOW);
    store.save(new SavedView(0, "in", "late", "view=mine", false), NOW);
    SavedView again = store.save(new SavedView(0, "op", "late", "view=all", true), NOW);
    assertThat(store.list("op")).containsExactly(again);
    assertThat(again.query()).isEqualTo("view=all");
  }
}
