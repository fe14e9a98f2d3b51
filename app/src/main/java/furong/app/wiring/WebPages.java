package furong.app.wiring;

import furong.app.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.PathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The built web pages. An address inside one of the three applications ({@code /}, {@code /m},
 * {@code /pub}) that is no file is a view of that application and gets its page; an address with a
 * file extension, or below a door of the API, that is not there is not found.
 */
@Configuration(proxyBeanMethods = false)
public class WebPages implements WebMvcConfigurer {

  /** Doors that never answer with a page (ARCHITECTURE.md, doors). */
  private static final List<String> DOORS =
      List.of(
          "api",
          "sensorthings",
          "tiles",
          "ogc",
          "open311",
          "cap",
          "metrics",
          "health",
          "assets",
          "actuator");

  /**
   * Endings that name a file of the build. Not every dot does: {@code
   * /indicators/air.good-days-ratio} is a view.
   */
  private static final Pattern FILE =
      Pattern.compile(
          "\\.(?:html|js|mjs|css|map|json|webmanifest|svg|png|jpe?g|ico|woff2?|txt|xml|wasm)$",
          Pattern.CASE_INSENSITIVE);

  /** Files under assets/ carry a hash of their content in the name. */
  private static final Duration HASHED = Duration.ofDays(365);

  private final Settings settings;

  WebPages(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    PathResource root = new PathResource(settings.webDir() + "/");
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(new PathResource(settings.webDir().resolve("assets") + "/"))
        .setCacheControl(CacheControl.maxAge(HASHED).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(root)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new PageResolver());
  }

  /** A resource handler answers nothing for the empty path. */
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/index.html");
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer.mediaType("mjs", MediaType.parseMediaType("text/javascript"));
    configurer.mediaType("webmanifest", MediaType.parseMediaType("application/manifest+json"));
  }

  static final class PageResolver extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      @Nullable Resource file = path.isEmpty() ? null : super.getResource(path, location);
      if (file != null && file.isFile() && file.getFile().isFile()) {
        return file;
      }
      String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
      String last = path.substring(path.lastIndexOf('/') + 1);
      if (DOORS.contains(first) || FILE.matcher(last).find()) {
        return null;
      }
      if (first.equals("m") || first.equals("pub")) {
        @Nullable Resource own = super.getResource(first + "/index.html", location);
        if (own != null) {
          return own;
        }
      }
      return super.getResource("index.html", location);
    }
  }
}
