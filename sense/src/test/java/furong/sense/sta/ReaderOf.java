package furong.sense.sta;

import furong.base.Text;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The header {@code Reader-Of} names the division of an operator who reads. */
final class ReaderOf extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String division = request.getHeader("Reader-Of");
    if (division != null) {
      Text name = Text.of("读者", "Reader");
      User user = new User("u1", "reader", name, Set.of(Role.OPERATOR), Scope.of(division), null);
      SecurityContextHolder.getContext()
          .setAuthentication(
              new TestingAuthenticationToken(new Caller(user, "10.0.0.1"), null, "ROLE_OPERATOR"));
    }
    chain.doFilter(request, response);
  }
}
