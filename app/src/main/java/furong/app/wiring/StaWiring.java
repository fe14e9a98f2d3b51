package furong.app.wiring;

import furong.app.Settings;
import furong.base.Result;
import furong.city.CityProfile;
import furong.history.HistoryStore;
import furong.observe.History;
import furong.observe.LogGateway;
import furong.observe.ObservationIds;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.people.AuditTrail;
import furong.people.LoginDesk;
import furong.people.Role;
import furong.people.User;
import furong.sense.ingest.ClientCertificates;
import furong.sense.ingest.ObservationDoor;
import furong.sense.ingest.RateLimits;
import furong.sense.ingest.WriteAccess;
import furong.sense.ingest.WriteAccess.Credentials;
import furong.sense.ingest.WriteAccess.Open;
import furong.sense.ingest.Writer;
import furong.sense.keys.DeviceKeyDesk;
import furong.sense.mqtt.MqttDoor;
import furong.sense.mqtt.MqttTls;
import furong.sense.register.RegistrationDesk;
import furong.sense.sta.SensorThings;
import furong.sense.sta.StaController;
import furong.serve.HealthPart;
import furong.store.Db;
import furong.store.keys.PgDeviceKeys;
import furong.store.sta.EntityReader;
import furong.store.sta.EntityStore;
import furong.store.sta.Features;
import furong.store.sta.Outbox;
import furong.store.sta.Registrations;
import furong.store.sta.StaCatalogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SensorThings, the bulk door and MQTT. */
@Configuration(proxyBeanMethods = false)
public class StaWiring {

  /** Filled before anybody can ask it. */
  @Bean
  StaCatalogue catalogue(Db db) {
    StaCatalogue catalogue = new StaCatalogue(db);
    catalogue.load();
    return catalogue;
  }

  @Bean
  Outbox outbox(Db db, StaCatalogue catalogue, LogGateway log) {
    return new Outbox(db, catalogue, log);
  }

  @Bean(initMethod = "start")
  EntityStore entityStore(
      Db db,
      CityProfile city,
      PackBook packs,
      LogGateway log,
      InstantSource clock,
      StaCatalogue catalogue,
      Outbox outbox) {
    return new EntityStore(
        db,
        city.divisions(),
        id -> packs.findProperty(id).map(Property::unit),
        log.shards(),
        clock,
        catalogue,
        outbox);
  }

  @Bean
  ObservationIds observationIds(InstantSource clock, HistoryStore history) {
    return new ObservationIds(clock, history.newestId());
  }

  @Bean
  ObservationDoor observationDoor(
      Db db,
      StaCatalogue catalogue,
      EntityStore entities,
      LogGateway log,
      ObservationIds ids,
      InstantSource clock,
      Settings settings) {
    return new ObservationDoor(
        catalogue,
        entities,
        new Features(db),
        log,
        ids,
        clock,
        new RateLimits(settings.ingestRate(), System::nanoTime));
  }

  @Bean
  SensorThings sensorThings(
      Db db,
      EntityStore store,
      StaCatalogue catalogue,
      History history,
      LogGateway log,
      ObservationDoor door,
      AuditTrail trail,
      InstantSource clock) {
    return new SensorThings(
        new EntityReader(db), store, new Features(db), catalogue, history, log, door, trail, clock);
  }

  @Bean
  StaController.Root sensorThingsRoot(Settings settings) {
    @Nullable MqttTls tls = settings.mqttTls();
    return new StaController.Root(settings.mqttPort(), tls == null ? 0 : tls.port());
  }

  @Bean(initMethod = "start")
  RegistrationDesk registrationDesk(
      Db db,
      EntityStore store,
      PackBook packs,
      CityProfile city,
      AuditTrail trail,
      InstantSource clock,
      Settings settings) {
    return new RegistrationDesk(
        new Registrations(db),
        store,
        packs,
        city.divisions(),
        trail,
        db,
        clock,
        settings.dataDir().resolve("registrations"),
        RegistrationDesk.BATCH);
  }

  @Bean
  DeviceKeyDesk deviceKeyDesk(
      Db db, StaCatalogue catalogue, AuditTrail trail, InstantSource clock) {
    return new DeviceKeyDesk(new PgDeviceKeys(db), catalogue, trail, db, clock);
  }

  @Bean
  WriteAccess writeAccess(Settings settings, LoginDesk desk, DeviceKeyDesk keys) {
    return new WriteAccess(
        Open.of(settings.ingestOpen().name()),
        new Writers(desk, IngestKey.of(settings.dataDir(), "ingest-key.txt"), keys),
        new ClientCertificates(settings.certProxies()));
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  MqttDoor mqttDoor(Settings settings, SensorThings service, WriteAccess access) {
    String root = "http://" + settings.host() + ":" + settings.httpPort() + SensorThings.PATH;
    return new MqttDoor(
        settings.dataDir().resolve("mqtt"),
        settings.host(),
        settings.mqttPort(),
        settings.mqttTls(),
        root,
        service,
        access);
  }

  @Bean
  HealthPart mqttHealth(MqttDoor door) {
    return HealthPart.of(
        "mqtt", () -> door.ready() ? HealthPart.ready() : HealthPart.not("starting"));
  }

  /** Users and the key that may write from elsewhere. */
  private record Writers(LoginDesk desk, String key, DeviceKeyDesk keys) implements Credentials {

    @Override
    public boolean user(String login, String password, String from) {
      return desk.check(login, password, from) instanceof Result.Ok<User>(User user)
          && (user.roles().contains(Role.DEVICE) || user.roles().contains(Role.ADMIN));
    }

    @Override
    public Optional<Writer> device(String offered) {
      return keys.judge(offered);
    }

    @Override
    public Optional<Writer> certificate(String fingerprint) {
      return keys.judgeCertificate(fingerprint);
    }

    @Override
    public boolean key(String offered) {
      // the time it takes says nothing about where they differ
      return MessageDigest.isEqual(
          key.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }
  }
}
