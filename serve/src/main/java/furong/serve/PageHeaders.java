package furong.serve;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may do with our pages: load from this server only, be framed by nobody. Images may
 * be blobs, because a photo is shown before it is sent. Scripts and styles come from files only.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PageHeaders extends OncePerRequestFilter {

  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; "
          + "img-src 'self' blob:; worker-src 'self'; connect-src 'self'; "
          + "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
          + "frame-ancestors 'none'";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "DENY");
    chain.doFilter(request, response);
  }
}
