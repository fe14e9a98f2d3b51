package furong.work;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets so many people at once through the doors where case work is written; others wait a moment,
 * and who has waited too long is told to come again: 429 with Retry-After. What is let through is
 * done to its end. So a crowd makes the city slow for a while, and neither full nor forgetful.
 *
 * <p>It holds nobody back who only reads. It knows no persons: one who floods is not told from many
 * who come at once.
 */
final class Crowd implements HandlerInterceptor {

  /** Twice the connections to the database: enough that none of them rests. */
  static final int AT_ONCE = 48;

  /** Longer than that people press the button again, which makes it worse. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** By then those who were let through are done, many times over. */
  static final int AGAIN_SECONDS = 1;

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Semaphore places;
  private final Duration patience;

  Crowd(int atOnce, Duration patience) {
    this.places = new Semaphore(atOnce, true); // who came first goes first
    this.patience = patience;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (READS.contains(request.getMethod())) {
      return true;
    }
    boolean in;
    try {
      in = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      in = false;
    }
    if (!in) {
      response.setHeader("Retry-After", Integer.toString(AGAIN_SECONDS));
      throw Problems.refuse(
          Refusal.BUSY, "city.busy", "Very many people are at work; please try again in a moment");
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception fault) {
    if (!READS.contains(request.getMethod())) {
      places.release();
    }
  }
}
