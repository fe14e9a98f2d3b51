package furong.work;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The doors at which case work is written have one {@link Crowd} together. */
@Configuration(proxyBeanMethods = false)
class CrowdedDoors implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new Crowd(Crowd.AT_ONCE, Crowd.PATIENCE))
        .addPathPatterns(
            "/api/cases", "/api/cases/**", "/api/photos", "/api/pub/**", "/open311/**");
  }
}
