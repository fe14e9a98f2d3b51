package furong.people;

import furong.base.Text;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A screen on the wall of an operations room: nobody sits before it, so it has a key instead of a
 * login, and sees what the wall shows and nothing else.
 *
 * @param name where it hangs, as lists show it
 * @param division that it shows
 * @param seconds for which each view stays
 * @param revokedAt null while its key is good
 */
public record Screen(
    long id,
    String name,
    String division,
    int seconds,
    Instant madeAt,
    @Nullable Instant revokedAt) {

  /** A name fits one column of a table. */
  public static final int MAX_NAME = 60;

  /** A view that is gone sooner cannot be read; one that stays an hour does not rotate. */
  public static final int MIN_SECONDS = 5;

  public static final int MAX_SECONDS = 3_600;

  public Screen {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a screen's name has 1 to " + MAX_NAME + " characters");
    }
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "a view stays " + MIN_SECONDS + " to " + MAX_SECONDS + " seconds");
    }
    Scope.of(division);
  }

  public boolean active() {
    return revokedAt == null;
  }

  public Screen withId(long newId) {
    return new Screen(newId, name, division, seconds, madeAt, revokedAt);
  }

  /** The screen as somebody at the door: it reads the wall of its division. */
  public User asUser() {
    return new User(
        "screen-" + id,
        "screen-" + id,
        Text.of(name, name),
        Set.of(Role.WALL),
        Scope.of(division),
        null);
  }
}
