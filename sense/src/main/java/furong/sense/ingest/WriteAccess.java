package furong.sense.ingest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may write through the doors of devices: anyone on this machine, unless it is set otherwise;
 * from elsewhere a user who is a device or an administrator, or the ingest key. Reading is not its
 * matter.
 */
public final class WriteAccess extends OncePerRequestFilter {

  /** From where writing needs no credentials. */
  public enum Open {
    LOOPBACK,
    ALL,
    NONE;

    /**
     * @throws IllegalArgumentException for anything but loopback, all, none
     */
    public static Open of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Knows who may write. */
  public interface Credentials {
    /** A user with the role DEVICE or ADMIN. */
    boolean user(String login, String password, String from);

    /** The ingest key. */
    boolean key(String key);
  }

  private static final Set<String> WRITERS = Set.of("ROLE_DEVICE", "ROLE_ADMIN");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Open open;
  private final Credentials credentials;

  public WriteAccess(Open open, Credentials credentials) {
    this.open = open;
    this.credentials = credentials;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return READING.contains(request.getMethod())
        || !path.startsWith("/sensorthings/") && !path.startsWith("/api/ingest/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (direct(request) && openTo(request.getRemoteAddr()) || allowed(request)) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader("WWW-Authenticate", "Basic realm=\"furong\", charset=\"UTF-8\"");
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"type\":\"urn:furong:problem:ingest.credentials\",\"title\":\"Unauthorized\","
                + "\"status\":401,\"detail\":\"Writing from another machine needs a user with the"
                + " role DEVICE or ADMIN, or the ingest key.\"}");
  }

  /** True when an address may write without credentials. */
  public boolean openTo(String address) {
    return switch (open) {
      case ALL -> true;
      case NONE -> false;
      case LOOPBACK -> {
        try {
          yield InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
          yield false;
        }
      }
    };
  }

  /**
   * Behind a proxy on this machine everyone seems to be local, and so does a page of another site
   * in a browser on this machine: the headers that both send say otherwise.
   */
  private static boolean direct(HttpServletRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    return request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null
        && (origin == null || origin.endsWith("://" + request.getHeader("Host")));
  }

  private boolean allowed(HttpServletRequest request) {
    @Nullable String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith("Bearer ")) {
      return credentials.key(authorization.substring("Bearer ".length()).strip());
    }
    // HTTP Basic was judged before by the filter of people's logins
    @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known != null
        && known.getAuthorities().stream().anyMatch(a -> WRITERS.contains(a.getAuthority()));
  }

  /** True when these credentials, as MQTT carries them, may write. */
  public boolean allows(String login, String password, String from) {
    return credentials.key(password) || credentials.user(login, password, from);
  }
}
