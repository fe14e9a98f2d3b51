package furong.serve;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may do with our pages: load from this server only, be framed by nobody. Images may
 * be blobs, because a photo is shown before it is sent. Scripts and styles come from files only.
 * The time here is told with each answer: pages count down by it, whatever the clock of a phone
 * says.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PageHeaders extends OncePerRequestFilter {

  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; "
          + "img-src 'self' blob:; worker-src 'self'; connect-src 'self'; "
          + "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
          + "frame-ancestors 'none'";

  /** The city's time when the request came, in Unix ms. */
  static final String NOW = "Furong-Now";

  private final InstantSource time;

  PageHeaders(InstantSource time) {
    this.time = time;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader(NOW, Long.toString(time.millis()));
    chain.doFilter(request, response);
  }
}
