package furong.sense.ingest;

import furong.people.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may write through the doors of devices: anyone on this machine, unless it is set otherwise;
 * from elsewhere a user who is a device or an administrator, the ingest key, or the key or the
 * certificate of a device, which is bound to its datastreams (see {@link Writer}). Reading is not
 * its matter, but below {@code /api/ingest}, where there is only what writers read of their own
 * doing.
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

    /** Whoever holds this key of a device; empty when there is no such key, or it was revoked. */
    default Optional<Writer> device(String key) {
      return Optional.empty();
    }

    /** Whoever shows the certificate with this SHA-256; empty when nobody registered it. */
    default Optional<Writer> certificate(String fingerprint) {
      return Optional.empty();
    }
  }

  private static final Set<String> WRITERS = Set.of("ROLE_DEVICE", "ROLE_ADMIN");

  /** What every key of a device begins with, so that it is told from other keys. */
  public static final String DEVICE_KEY = "fdk_";

  /** Where observations are added and nothing else is done. */
  private static final Pattern ADDS =
      Pattern.compile(
          "/api/ingest/observations"
              + "|/sensorthings/v1\\.1/(CreateObservations|((?:Multi)?Datastreams\\(\\d+\\)/)?Observations)");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Open open;
  private final Credentials credentials;
  private final ClientCertificates certificates;

  public WriteAccess(Open open, Credentials credentials, ClientCertificates certificates) {
    this.open = open;
    this.credentials = credentials;
    this.certificates = certificates;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/ingest/")
        && (READING.contains(request.getMethod()) || !path.startsWith("/sensorthings/"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Writer> writer = writer(request);
    if (writer.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"furong\", charset=\"UTF-8\"");
      refuse(
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "ingest.credentials",
          "Unauthorized",
          "Writing from another machine needs a user with the role DEVICE or ADMIN, the ingest"
              + " key, or the key or certificate of a device.");
    } else if (writer.get().bound() && !ADDS.matcher(request.getRequestURI()).matches()) {
      refuse(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "ingest.device-adds",
          "Forbidden",
          "The key of a device adds observations and does nothing else.");
    } else {
      go(writer.get(), request, response, chain);
    }
  }

  private static void go(
      Writer writer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ServletException> fault =
        writer.<Optional<ServletException>, IOException>call(() -> {
          try {
            chain.doFilter(request, response);
            return Optional.empty();
          } catch (ServletException e) {
            return Optional.of(e);
          }
        });
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  private static void refuse(
      HttpServletResponse response, int status, String code, String title, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"type\":\"urn:furong:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(code, title, status, detail));
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
        && request.getHeader(ClientCertificates.HEADER) == null
        && (origin == null || origin.endsWith("://" + request.getHeader("Host")));
  }

  /** Who writes; empty when nobody may who comes like this. */
  private Optional<Writer> writer(HttpServletRequest request) {
    @Nullable String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith("Bearer ")) {
      String key = authorization.substring("Bearer ".length()).strip();
      // a device that shows its key is held to it, also on this machine
      return isDeviceKey(key) ? credentials.device(key) : ingestKey(key, request);
    }
    // HTTP Basic was judged before by the filter of people's logins
    @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (known != null
        && known.getAuthorities().stream().anyMatch(a -> WRITERS.contains(a.getAuthority()))) {
      String login =
          known.getPrincipal() instanceof Caller caller ? caller.user().login() : known.getName();
      return Optional.of(Writer.free("user/" + login));
    }
    // who shows a certificate is held to it, known or not
    Optional<String> shown =
        certificates.shown(request.getRemoteAddr(), request.getHeader(ClientCertificates.HEADER));
    return shown.isPresent() ? credentials.certificate(shown.get()) : open(request);
  }

  private Optional<Writer> ingestKey(String key, HttpServletRequest request) {
    return credentials.key(key) ? Optional.of(Writer.free(request.getRemoteAddr())) : open(request);
  }

  private Optional<Writer> open(HttpServletRequest request) {
    return direct(request) && openTo(request.getRemoteAddr())
        ? Optional.of(Writer.free(request.getRemoteAddr()))
        : Optional.empty();
  }

  private static boolean isDeviceKey(String key) {
    return key.startsWith(DEVICE_KEY);
  }

  /** Who shows the certificate with this SHA-256; empty when nobody registered it. */
  public Optional<Writer> certified(String fingerprint) {
    return credentials.certificate(fingerprint);
  }

  /**
   * Who writes with these credentials, as MQTT carries them; empty when they are none.
   *
   * @param password of a user, the ingest key, or the key of a device
   */
  public Optional<Writer> writer(String login, String password, String from) {
    if (isDeviceKey(password)) {
      return credentials.device(password);
    }
    return credentials.key(password)
        ? Optional.of(Writer.free(from))
        : credentials.user(login, password, from)
            ? Optional.of(Writer.free("user/" + login))
            : Optional.empty();
  }
}
