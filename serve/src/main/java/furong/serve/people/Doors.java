package furong.serve.people;

import furong.base.Result.Refusal;
import furong.people.LoginDesk;
import furong.people.ScreenDesk;
import furong.serve.Problems;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.ObjectMapper;

/**
 * Which doors are open to whom. Our own API and the tiles want a login; SensorThings and ingest
 * decide for themselves, since devices come without one; pages are for everybody. What a person may
 * do to a thing is decided by {@code furong.people.Rights}, next to the thing.
 */
@Configuration(proxyBeanMethods = false)
public class Doors {

  /** Requests are measured as a whole, not filter by filter. */
  @Bean
  SecurityObservationSettings doorsAreNotMeasured() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain openDoors(
      HttpSecurity http,
      LoginDesk desk,
      ScreenDesk screens,
      InstantSource time,
      ObjectMapper json) {
    return http.csrf(AbstractHttpConfigurer::disable) // by the header that CallerFilter asks for
        .headers(AbstractHttpConfigurer::disable) // PageHeaders sets them
        .httpBasic(AbstractHttpConfigurer::disable) // without a challenge: no dialog in browsers
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(
            new CallerFilter(desk, screens, new BasicLogins(desk, time), json),
            AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(doors ->
            doors
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(
                    "/api/session",
                    "/api/wall/session",
                    "/api/openapi.json",
                    "/api/openapi.json/**")
                .permitAll()
                .requestMatchers("/api/ingest/**")
                .permitAll()
                // people without an account; the borders of divisions are public, what stands
                // inside them is not
                .requestMatchers("/api/pub/**", "/tiles/divisions/**")
                .permitAll()
                .requestMatchers("/api/**", "/tiles/**")
                .authenticated()
                .anyRequest()
                .permitAll())
        .exceptionHandling(faults ->
            faults
                .authenticationEntryPoint((request, response, e) ->
                    CallerFilter.write(
                        response,
                        Problems.refuse(Refusal.UNAUTHENTICATED, "login.none", "Please log in."),
                        json))
                .accessDeniedHandler((request, response, e) ->
                    CallerFilter.write(
                        response,
                        Problems.refuse(Refusal.FORBIDDEN, "rights.role", "This is not for you."),
                        json)))
        .build();
  }
}
