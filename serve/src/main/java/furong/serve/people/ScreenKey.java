package furong.serve.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookie in which a wall screen carries its key. It is looked at only where the wall reads: the
 * wall itself, the city and its divisions. Everywhere else a screen is nobody.
 */
public final class ScreenKey {

  private static final String COOKIE = "furong_screen";

  private ScreenKey() {}

  /** Whether a screen may knock here. */
  static boolean opens(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("GET")
        && (path.equals("/api/wall")
            || path.startsWith("/api/wall/")
            || path.equals("/api/city")
            || path.startsWith("/api/divisions/"));
  }

  /** The key that a request carries. */
  public static Optional<String> of(HttpServletRequest request) {
    return CallerFilter.cookie(request, COOKIE);
  }

  public static ResponseCookie cookie(String key, Duration age, boolean secure) {
    return ResponseCookie.from(COOKIE, key)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(secure)
        .path("/api")
        .maxAge(age)
        .build();
  }
}
