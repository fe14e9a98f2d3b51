package furong.serve.people;

import furong.people.Caller;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who calls, for doors that are open to nobody in particular too. */
public final class Callers {

  private Callers() {}

  /** The caller of the request on this thread; empty when nobody is logged in. */
  public static Optional<Caller> current() {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known != null && known.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
