package furong.app.wiring;

import furong.app.DataFolder;
import furong.app.Engines;
import furong.app.Settings;
import furong.app.wiring.CoreWiring.Told;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** The HTTP server and everything wired behind it, by Spring. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class) // users are ours
@ComponentScan({
  "furong.serve",
  "furong.sense",
  "furong.steer",
  "furong.warn",
  "furong.work",
  "furong.app.wiring"
})
public class FurongApplication {

  /** Returns when the HTTP server takes requests; other parts may still be getting ready. */
  public static ConfigurableApplicationContext start(
      Settings settings, DataFolder folder, Engines engines) {
    return new SpringApplicationBuilder(FurongApplication.class)
        .web(WebApplicationType.SERVLET)
        .registerShutdownHook(false) // the order of the end is Main's
        .logStartupInfo(false)
        .properties(properties(settings))
        .initializers(context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(Told.class, () -> new Told(settings));
          beans.registerBean(DataFolder.class, () -> folder, d -> d.setDestroyMethodName(""));
          beans.registerBean(Engines.class, () -> engines, d -> d.setDestroyMethodName(""));
        })
        .run();
  }

  private static Map<String, Object> properties(Settings settings) {
    Map<String, Object> p = new HashMap<>();
    p.put("spring.main.banner-mode", "off");
    p.put("spring.threads.virtual.enabled", "true");
    p.put("spring.web.resources.add-mappings", "false"); // WebPages does it
    p.put("server.address", settings.host());
    p.put("server.port", settings.httpPort());
    // Tomcat closes a connection after 100 requests by default: a device sends millions
    p.put("server.tomcat.max-keep-alive-requests", "-1");
    p.put("server.compression.enabled", "true");
    p.put(
        "server.compression.mime-types",
        "text/html,text/css,text/javascript,application/javascript,application/json,"
            + "application/problem+json,application/geo+json,text/csv,text/plain,image/svg+xml,"
            + "application/vnd.mapbox-vector-tile,application/manifest+json");
    p.put("server.compression.min-response-size", "1KB");
    p.put(
        "spring.lifecycle.timeout-per-shutdown-phase",
        "2s"); // live streams never end by themselves
    // a photograph by a telephone has 3-8 MB
    // a form only: a batch of SensorThings is multipart/mixed and is read by its own door
    p.put("spring.servlet.multipart.strict-servlet-compliance", "true");
    p.put("spring.servlet.multipart.max-file-size", "12MB");
    p.put("spring.servlet.multipart.max-request-size", "16MB");
    // as messengers shrink them: 48 of these at once are 48 MB and need no file in between
    p.put("spring.servlet.multipart.file-size-threshold", "1MB");
    p.put("spring.mvc.problemdetails.enabled", "true");
    p.put("springdoc.api-docs.path", "/api/openapi.json");
    p.put("springdoc.api-docs.version", "openapi_3_1");
    p.put(
        "springdoc.packages-to-scan",
        "furong.serve,furong.sense,furong.steer,furong.warn,furong.work");
    p.put("management.endpoints.web.base-path", "/");
    p.put("management.endpoints.web.discovery.enabled", "false");
    p.put("management.endpoints.web.exposure.include", "prometheus");
    p.put("management.endpoints.web.path-mapping.prometheus", "metrics");
    return p;
  }
}
