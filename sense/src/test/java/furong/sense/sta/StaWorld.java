package furong.sense.sta;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.Division;
import furong.city.Divisions;
import furong.engine.PostgresProcess;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.history.HistoryStore;
import furong.observe.LogProgress;
import furong.observe.ObservationIds;
import furong.observe.Summaries;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.sense.history.HistoryController;
import furong.sense.history.HistoryDesk;
import furong.sense.ingest.ClientCertificates;
import furong.sense.ingest.IngestAdvice;
import furong.sense.ingest.IngestController;
import furong.sense.ingest.ObservationDoor;
import furong.sense.ingest.RateLimits;
import furong.sense.ingest.WriteAccess;
import furong.sense.ingest.Writer;
import furong.sense.keys.DeviceKeyDesk;
import furong.sense.register.RegistrationController;
import furong.sense.register.RegistrationDesk;
import furong.serve.ProblemAdvice;
import furong.store.Db;
import furong.store.keys.PgDeviceKeys;
import furong.store.people.PgAudit;
import furong.store.sta.EntityReader;
import furong.store.sta.EntityStore;
import furong.store.sta.Features;
import furong.store.sta.Outbox;
import furong.store.sta.Registrations;
import furong.store.sta.StaCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running service over a city of one square county at 104..105 E, 30..31 N: real PostgreSQL, real
 * history, real HTTP; only the broker of the log is left out.
 */
final class StaWorld implements AutoCloseable {

  static final long HOUR_NS = 3_600_000_000_000L;

  /** One for all tests of this module: PostgreSQL takes seconds to start. */
  private static @Nullable StaWorld shared;

  final InlineLog log;
  final SensorThings service;
  final StaCatalogue catalogue;
  final EntityStore store;
  final Db db;
  final String root;
  final String server;
  final WriteAccess access;
  final DeviceKeyDesk keys;
  final Summaries summaries;

  /** Time as the rate limits see it: an hour passes between any two looks, unless it is held. */
  final AtomicLong rateClockNs = new AtomicLong();

  final AtomicLong rateStepNs = new AtomicLong(HOUR_NS);
  private final RegistrationDesk registrations;
  private final PostgresProcess postgres;
  private final HistoryStore history;
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();

  static synchronized StaWorld shared() {
    if (shared == null) {
      StaWorld made = new StaWorld();
      shared = made;
      Runtime.getRuntime().addShutdownHook(new Thread(made::close));
    }
    return shared;
  }

  private StaWorld() {
    Path folder;
    try {
      folder = Files.createTempDirectory("furong-sta");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    postgres = PostgresProcess.start(folder.resolve("postgres"));
    Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
    db = new Db(postgres.dataSource());
    int shards = 2;
    history =
        HistoryStore.open(
            db,
            folder.resolve("history"),
            ZoneId.of("Asia/Shanghai"),
            new LogProgress(shards),
            shards);
    log = new InlineLog(history.segments(), shards);
    InstantSource clock = InstantSource.system();
    summaries = history.summaries();
    catalogue = new StaCatalogue(db);
    store =
        new EntityStore(
            db,
            square(),
            id -> id.equals("air.pm25") ? Optional.of("ug/m3") : Optional.empty(),
            shards,
            clock,
            catalogue,
            new Outbox(db, catalogue, log));
    catalogue.load();
    store.start();
    Features features = new Features(db);
    ObservationDoor door =
        new ObservationDoor(
            catalogue,
            store,
            features,
            log,
            new ObservationIds(clock),
            clock,
            new RateLimits(1_000, () -> rateClockNs.addAndGet(rateStepNs.get())));
    service =
        new SensorThings(
            new EntityReader(db),
            store,
            features,
            catalogue,
            history.history(),
            log,
            door,
            new PgAudit(db),
            clock);
    keys = new DeviceKeyDesk(new PgDeviceKeys(db), catalogue, new PgAudit(db), db, clock);
    access =
        new WriteAccess(
            WriteAccess.Open.LOOPBACK,
            new Nobody(keys),
            new ClientCertificates(Set.of(InetAddress.ofLiteral("127.0.0.1"))));
    registrations = registrationDesk(folder.resolve("registrations"), RegistrationDesk.BATCH);
    context = open(door);
    server = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    root = server + SensorThings.PATH;
  }

  private ConfigurableApplicationContext open(ObservationDoor door) {
    return new SpringApplicationBuilder(Slice.class)
        .properties(
            Map.of(
                "server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "spring.servlet.multipart.strict-servlet-compliance",
                "true"))
        .registerShutdownHook(false)
        .initializers(c -> {
          GenericApplicationContext beans = (GenericApplicationContext) c;
          beans.registerBean(SensorThings.class, () -> service);
          beans.registerBean(ObservationDoor.class, () -> door);
          beans.registerBean(WriteAccess.class, () -> access);
          beans.registerBean(RegistrationDesk.class, () -> registrations);
          beans.registerBean(HistoryDesk.class, this::historyDesk);
          beans.registerBean(PackBook.class, () -> PackBook.of(List.of()));
        })
        .run();
  }

  RegistrationDesk registrationDesk(Path folder, int batch) {
    return new RegistrationDesk(
        new Registrations(db),
        store,
        packs(),
        square(),
        new PgAudit(db),
        db,
        InstantSource.system(),
        folder,
        batch);
  }

  private HistoryDesk historyDesk() {
    return new HistoryDesk(
        history.history(),
        history.summaries(),
        history::holdings,
        catalogue,
        ZoneId.of("Asia/Shanghai"),
        "990100",
        PackBook.of(List.of()));
  }

  /** The packs of the house: air.pm25 in ug/m3. */
  private static PackBook packs() {
    return PackReader.read(PackFiles.read(Path.of("../packs"))).orThrow();
  }

  static Divisions square() {
    GeometryFactory geometry = new GeometryFactory();
    Division city = division("990100", DivisionLevel.CITY, "");
    Division county = division("990101", DivisionLevel.COUNTY, "990100");
    return Divisions.of(
        List.of(city, county),
        Map.of(
            "990100", geometry.toGeometry(new Envelope(104, 105, 30, 31)),
            "990101", geometry.toGeometry(new Envelope(104, 105, 30, 31))));
  }

  private static Division division(String code, DivisionLevel level, String parent) {
    return new Division(
        code,
        level,
        Text.of("方区", "Square"),
        parent,
        true,
        new LngLat(104.5, 30.5),
        new Bounds(104, 30, 105, 31));
  }

  private record Nobody(DeviceKeyDesk keys) implements WriteAccess.Credentials {
    @Override
    public Optional<Writer> device(String key) {
      return keys.judge(key);
    }

    @Override
    public Optional<Writer> certificate(String fingerprint) {
      return keys.judgeCertificate(fingerprint);
    }

    @Override
    public boolean user(String login, String password, String from) {
      return false;
    }

    @Override
    public boolean key(String key) {
      return key.equals("the-key");
    }
  }

  /** The doors under test, and nothing that asks for a login. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    StaController.class,
    IngestController.class,
    HistoryController.class,
    RegistrationController.class,
    StaAdvice.class,
    IngestAdvice.class,
    ProblemAdvice.class
  })
  static class Slice {
    @Bean
    StaController.Root root() {
      return new StaController.Root(0, 0);
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
      return http.csrf(AbstractHttpConfigurer::disable)
          .addFilterBefore(new ReaderOf(), AnonymousAuthenticationFilter.class)
          .authorizeHttpRequests(all -> all.anyRequest().permitAll())
          .build();
    }
  }

  /** A city without things. */
  void empty() {
    log.down = false;
    log.release();
    rateStepNs.set(HOUR_NS);
    for (String set :
        List.of("Things", "Locations", "Sensors", "ObservedProperties", "FeaturesOfInterest")) {
      for (JsonNode entity : get("/" + set + "?$top=1000&$select=id").path("value")) {
        send("DELETE", "/" + set + "(" + entity.path("@iot.id").asLong() + ")", "");
      }
    }
    log.registered.clear();
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    return send(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      (path.startsWith("/api") ? server : root)
                          + path.replace(" ", "%20").replace("'", "%27")))
              .method(method, body);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode get(String path) {
    HttpResponse<String> answer = send("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new AssertionError("GET " + path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  /** Posts and gives the id of what was made. */
  long post(String path, String body) {
    HttpResponse<String> answer = send("POST", path, body);
    if (answer.statusCode() != 201) {
      throw new AssertionError("POST " + path + " -> " + answer.statusCode() + " " + answer.body());
    }
    String location = answer.headers().firstValue("Location").orElseThrow();
    return Long.parseLong(location.substring(location.lastIndexOf('(') + 1, location.length() - 1));
  }

  JsonNode parse(String text) {
    return json.readTree(text);
  }

  long count(String set) {
    return get("/" + set + "?$count=true&$top=0").path("@iot.count").asLong();
  }

  /** A station with one datastream of PM2.5 in mg/m3. */
  long station(String name) {
    return post(
        "/Things",
        """
        {"name":"%s","description":"d","properties":{"kind":"air-station","simulated":true},
         "Locations":[{"name":"%s place","description":"d","encodingType":"application/geo+json","location":{"type":"Point","coordinates":[104.5,30.5]}}],
         "Datastreams":[%s]}\
        """
            .formatted(name, name, datastream(name + " pm25")));
  }

  static String datastream(String name) {
    return """
    {"name":"%s","description":"d","observationType":"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
     "unitOfMeasurement":{"name":"mg","symbol":"mg/m3","definition":"ucum:mg/m3"},
     "Sensor":{"name":"s","description":"d","encodingType":"application/pdf","metadata":"m"},"ObservedProperty":{"name":"PM2.5","definition":"urn:furong:property:air.pm25","description":"d"}}\
    """
        .formatted(name);
  }

  long datastreamOf(long thing) {
    return get("/Things(" + thing + ")/Datastreams").path("value").get(0).path("@iot.id").asLong();
  }

  @Override
  public void close() {
    context.close();
    history.close();
    postgres.close();
  }
}
