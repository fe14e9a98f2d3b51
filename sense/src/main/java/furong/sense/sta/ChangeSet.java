package furong.sense.sta;

import furong.store.sta.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Writes that are done as one. Entities are written at once, in one transaction; observations go to
 * the log once that is through, and get their ids then.
 */
final class ChangeSet {

  private final Changes changes = new Changes();
  private final List<Supplier<CompletableFuture<Void>>> later = new ArrayList<>();
  private final List<PersonalWrites.Act> acts = new ArrayList<>();
  private List<Long> observations = List.of();

  /** A request of it was done. */
  void did(PersonalWrites.Act act) {
    acts.add(act);
  }

  List<PersonalWrites.Act> acts() {
    return acts;
  }

  Changes changes() {
    return changes;
  }

  /** Something for the log, to be sent when the entities are there. */
  void later(Supplier<CompletableFuture<Void>> work) {
    later.add(work);
  }

  List<Supplier<CompletableFuture<Void>>> later() {
    return later;
  }

  /** The observations were sent, in the order they were made, and got these ids. */
  void sent(List<Long> ids) {
    observations = List.copyOf(ids);
  }

  /** Id of the observation that was made as the {@code place}-th; only after they were sent. */
  long observation(int place) {
    return observations.get(place);
  }
}
