package furong.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Screens in memory, for small worlds. */
public final class MemoryScreens implements ScreenStore {

  private final Map<Long, Screen> screens = new TreeMap<>();
  private final Map<String, Long> keys = new HashMap<>();

  @Override
  public synchronized Screen add(Screen screen, String keyHash) {
    Screen kept = screen.withId(screens.size() + 1L);
    screens.put(kept.id(), kept);
    keys.put(keyHash, kept.id());
    return kept;
  }

  @Override
  public synchronized Optional<Screen> findByKey(String keyHash) {
    return Optional.ofNullable(keys.get(keyHash)).map(screens::get);
  }

  @Override
  public synchronized Optional<Screen> find(long id) {
    return Optional.ofNullable(screens.get(id));
  }

  @Override
  public synchronized List<Screen> list() {
    return new ArrayList<>(screens.values()).reversed();
  }

  @Override
  public synchronized void revoke(long id, Instant at) {
    screens.computeIfPresent(
        id,
        (same, s) ->
            s.active()
                ? new Screen(s.id(), s.name(), s.division(), s.seconds(), s.madeAt(), at)
                : s);
  }
}
