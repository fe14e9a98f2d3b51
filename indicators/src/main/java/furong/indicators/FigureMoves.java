package furong.indicators;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Says that some indicator came to something else, to whoever keeps figures at hand. A store says
 * it after the transaction that wrote them, so that who then reads anew reads the new figure.
 *
 * <p>It does not say which, and another process that writes the same database is not heard: who
 * keeps figures keeps them for a while only.
 */
public final class FigureMoves {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void moved() {
    listeners.forEach(Runnable::run);
  }
}
