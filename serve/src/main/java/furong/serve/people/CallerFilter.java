package furong.serve.people;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.LoginDesk;
import furong.people.Screen;
import furong.people.ScreenDesk;
import furong.people.User;
import furong.serve.Problems;
import furong.serve.Problems.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.ObjectMapper;

/**
 * Finds out who calls: by the session cookie, by a screen's key, or by HTTP Basic. Controllers take
 * the answer as {@code @AuthenticationPrincipal Caller}.
 *
 * <p>A write that relies on the cookie needs the header {@code X-Furong: 1}, which another site
 * cannot make a browser send; programs that bring their own {@code Authorization} do not.
 */
final class CallerFilter extends OncePerRequestFilter {

  static final String COOKIE = "furong_session";
  private static final String CSRF_HEADER = "X-Furong";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final LoginDesk desk;
  private final ScreenDesk screens;
  private final BasicLogins basic;
  private final ObjectMapper json;

  CallerFilter(LoginDesk desk, ScreenDesk screens, BasicLogins basic, ObjectMapper json) {
    this.desk = desk;
    this.screens = screens;
    this.basic = basic;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/")
        && !path.startsWith("/tiles/")
        && !path.startsWith("/cap/")
        && !path.startsWith("/sensorthings/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith("Basic ")) {
      switch (basic.user(authorization, request.getRemoteAddr())) {
        case Result.Ok<User>(User user) -> remember(user, request);
        case Result.Refused<User>(Refusal refusal, List<Notice> notices) -> {
          refuse(response, refusal, notices.getFirst());
          return;
        }
      }
    } else if (authorization == null) {
      boolean guarded =
          READS.contains(request.getMethod()) || "1".equals(request.getHeader(CSRF_HEADER));
      if (!guarded && mustBeGuarded(request)) {
        refuse(
            response,
            Refusal.FORBIDDEN,
            Notice.of("csrf.header", CSRF_HEADER, "A write needs the header X-Furong: 1"));
        return;
      }
      if (guarded) {
        token(request)
            .flatMap(desk::userOf)
            .or(() -> ScreenKey.opens(request) ? screen(request) : Optional.empty())
            .ifPresent(user -> remember(user, request));
      }
    }
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private Optional<User> screen(HttpServletRequest request) {
    return ScreenKey.of(request).flatMap(screens::of).map(Screen::asUser);
  }

  /** Our own writes; devices write elsewhere, without cookies. */
  private static boolean mustBeGuarded(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/") && !path.startsWith("/api/ingest/");
  }

  static Optional<String> token(HttpServletRequest request) {
    return cookie(request, COOKIE);
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie @Nullable [] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static void remember(User user, HttpServletRequest request) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            new Caller(user, request.getRemoteAddr()),
            null,
            user.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList()));
    SecurityContextHolder.setContext(context);
  }

  private void refuse(HttpServletResponse response, Refusal refusal, Notice notice)
      throws IOException {
    write(response, Problems.refuse(refusal, notice.code(), notice.message()), json);
  }

  static void write(HttpServletResponse response, ProblemException problem, ObjectMapper json)
      throws IOException {
    ProblemDetail detail = problem.detail();
    response.setStatus(detail.getStatus());
    response.setContentType("application/problem+json;charset=UTF-8");
    response.getWriter().write(json.writeValueAsString(detail));
  }
}
