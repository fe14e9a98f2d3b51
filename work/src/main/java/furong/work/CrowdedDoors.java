package furong.work;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The doors at which case work is written have one {@link Crowd} together: who is sent away hears
 * 429 with Retry-After, who is let in is served to the end. So a crowd makes the city slow for a
 * while, and neither full nor forgetful. Who only reads is not held back.
 */
@Configuration(proxyBeanMethods = false)
class CrowdedDoors implements WebMvcConfigurer {

  /** Twice the connections to the database: enough that none of them rests. */
  private static final int AT_ONCE = 48;

  /** Longer than that people press the button again, which makes it worse. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** By then those who were let through are done, many times over. */
  private static final String AGAIN_SECONDS = "1";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new Gate(new Crowd(AT_ONCE, PATIENCE)))
        .addPathPatterns(
            "/api/cases", "/api/cases/**", "/api/photos", "/api/pub/**", "/open311/**");
  }

  private record Gate(Crowd crowd) implements HandlerInterceptor {

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (READS.contains(request.getMethod()) || crowd.enter()) {
        return true;
      }
      response.setHeader("Retry-After", AGAIN_SECONDS);
      throw Problems.refuse(
          Refusal.BUSY, "city.busy", "Very many people are at work; please try again in a moment");
    }

    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception fault) {
      if (!READS.contains(request.getMethod())) {
        crowd.leave();
      }
    }
  }
}
