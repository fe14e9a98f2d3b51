package furong.serve.city;

import furong.base.Result.Refusal;
import furong.city.CityProfile;
import furong.geo.TileId;
import furong.observe.Catalogue;
import furong.observe.Health;
import furong.people.Caller;
import furong.serve.Problems;
import furong.serve.alerts.Where;
import furong.serve.city.ThingHealth.Look;
import furong.serve.city.ThingTiles.Wanted;
import furong.serve.city.TileCache.Tile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Vector tiles (Mapbox Vector Tile 2.1), zipped and tagged. */
@RestController
@Tag(name = "tiles", description = "矢量瓦片 Vector tiles")
public class TileController {

  private static final MediaType MVT = MediaType.valueOf("application/vnd.mapbox-vector-tile");

  /** Divisions change when the profile is built again; ten minutes of the old ones harm nobody. */
  private static final Duration DIVISIONS_AGE = Duration.ofMinutes(10);

  /** A new thing is seen within this. */
  private static final Duration THINGS_AGE = Duration.ofSeconds(30);

  private final DivisionTiles divisions;
  private final ThingTiles things;
  private final CityProfile city;
  private final ThingHealth healths;
  private final TileCache cache = new TileCache();

  @Autowired
  TileController(CityProfile city, Catalogue catalogue, ObjectProvider<ThingHealth> health) {
    this(city, catalogue, health.getIfAvailable(() -> ThingHealth.ALL_WELL));
  }

  TileController(CityProfile city, Catalogue catalogue, ThingHealth health) {
    this.city = city;
    this.healths = health;
    this.divisions = new DivisionTiles(city.divisions());
    this.things = new ThingTiles(catalogue);
  }

  @GetMapping("/tiles/divisions/{z}/{x}/{y}.mvt")
  @Operation(summary = "区划瓦片 Layers county, street (zoom 7+), community (9+), grid (11+)")
  ResponseEntity<byte[]> divisions(
      @PathVariable int z,
      @PathVariable int x,
      @PathVariable int y,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String tag) {
    TileId id = id(z, x, y);
    Tile tile = cache.get("divisions/" + id, () -> divisions.tile(id));
    return answer(tile, DIVISIONS_AGE, encodings, tag);
  }

  @GetMapping("/tiles/things/{z}/{x}/{y}.mvt")
  @Operation(
      summary = "感知设备瓦片 Layer things: what observes and has a place, in the caller's divisions",
      description = "Not well (health, ill) is as of half a minute ago at most.")
  ResponseEntity<byte[]> things(
      @AuthenticationPrincipal Caller caller,
      @PathVariable int z,
      @PathVariable int x,
      @PathVariable int y,
      @RequestParam(required = false) @Nullable String division,
      @RequestParam(defaultValue = "") String kind,
      @Parameter(description = "FAULTY, SILENT, UNREADABLE, UNHEARD or WELL")
          @RequestParam(required = false)
          @Nullable Health health,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String tag) {
    TileId id = id(z, x, y);
    Wanted wanted = new Wanted(divisions(caller, division), kind, health);
    Look look = healths.healthNow();
    String key = "things/" + things.version() + "/" + look.version() + "/" + wanted + "/" + id;
    Tile tile = cache.get(key, () -> things.tile(id, wanted, look.of()));
    return answer(tile, THINGS_AGE, encodings, tag);
  }

  /** What has no place in any division belongs to the whole city. */
  private List<String> divisions(Caller caller, @Nullable String asked) {
    List<String> codes = Where.asked(caller, city, asked);
    return codes.contains(city.divisions().root().code()) ? List.of("") : codes;
  }

  private static ResponseEntity<byte[]> answer(
      Tile tile, Duration age, String encodings, String tag) {
    HttpHeaders headers = new HttpHeaders();
    headers.setETag(tile.etag());
    headers.setCacheControl(CacheControl.maxAge(age).cachePrivate());
    headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
    if (tag.contains(tile.etag())) {
      return ResponseEntity.status(304).headers(headers).build();
    }
    if (tile.plain().length == 0) {
      return ResponseEntity.noContent().headers(headers).build();
    }
    headers.setContentType(MVT);
    if (encodings.contains("gzip")) {
      headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
      return ResponseEntity.ok().headers(headers).body(tile.zipped());
    }
    return ResponseEntity.ok().headers(headers).body(tile.plain());
  }

  private static TileId id(int z, int x, int y) {
    try {
      return new TileId(z, x, y);
    } catch (IllegalArgumentException e) {
      throw Problems.refuse(
          Refusal.NOT_FOUND, "tile.unknown", "There is no tile " + z + "/" + x + "/" + y);
    }
  }
}
