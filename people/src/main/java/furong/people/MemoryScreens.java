package furong.people;

import java.time.Instant;

/** Screens in memory, for small worlds. */
public final class MemoryScreens extends MemoryKeyed<Screen> implements ScreenStore {

  @Override
  Screen withId(Screen screen, long id) {
    return screen.withId(id);
  }

  @Override
  Screen revoked(Screen s, Instant at) {
    return s.active() ? new Screen(s.id(), s.name(), s.division(), s.seconds(), s.madeAt(), at) : s;
  }
}
