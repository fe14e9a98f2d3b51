package furong.warn.cap;

import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Rights;
import furong.people.Role;
import furong.serve.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read our CAP messages, and who may bring warnings. Reading: everybody who may read the
 * city, and without a login those whom the setting lets. Bringing: whoever has the CAP key, and an
 * operator of the whole city.
 *
 * @param open from where our messages are read without a login: loopback, all, none
 */
public record CapAccess(Open open, String key, String city) {

  /** From where reading needs no login. */
  public enum Open {
    LOOPBACK,
    ALL,
    NONE
  }

  private static final String BEARER = "Bearer ";

  /** Refuses a reader who may not. */
  void checkReader(HttpServletRequest request, @Nullable Caller caller) {
    boolean free =
        open == Open.ALL || (open == Open.LOOPBACK && isLoopback(request.getRemoteAddr()));
    if (free) {
      return;
    }
    if (caller == null) {
      throw Problems.refuse(Refusal.UNAUTHENTICATED, "login.none", "Please log in.");
    }
    Problems.orThrow(Rights.mayRead(caller.user(), city));
  }

  /** Who brings it, for the record; refuses others. */
  String writer(HttpServletRequest request, @Nullable Caller caller) {
    if (caller != null) {
      Problems.orThrow(Rights.may(caller.user(), Set.of(Role.OPERATOR), city));
      return "user " + caller.user().id();
    }
    @Nullable String header = request.getHeader("Authorization");
    boolean known =
        header != null
            && header.startsWith(BEARER)
            // the time it takes says nothing about where they differ
            && MessageDigest.isEqual(
                key.getBytes(StandardCharsets.UTF_8),
                header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    if (!known) {
      throw Problems.refuse(
          Refusal.UNAUTHENTICATED,
          "cap.key",
          "Bring the CAP key (Authorization: Bearer ...) or log in as an operator of the city.");
    }
    return "key from " + request.getRemoteAddr();
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
