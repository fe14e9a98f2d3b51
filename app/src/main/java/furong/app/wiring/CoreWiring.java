package furong.app.wiring;

import furong.app.DataFolder;
import furong.app.Engines;
import furong.app.Settings;
import furong.engine.FlinkRunner;
import furong.serve.HealthPart;
import furong.store.Db;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part stands on: settings, the database with its migrations, the clock, Flink. */
@Configuration(proxyBeanMethods = false)
public class CoreWiring {

  /** As told on the command line, before the engines have their addresses. */
  public record Told(Settings settings) {}

  @Bean
  Settings settings(Told told, DataFolder folder, Engines engines) {
    return told.settings().withShards(folder.about().shards()).withKafka(engines.kafkaServers());
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean(destroyMethod = "")
  DataSource dataSource(Engines engines) {
    return engines.dataSource();
  }

  /** The schema is up to date before anybody gets to see the database. */
  @Bean
  Db db(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .outOfOrder(true) // every owner numbers its own migrations
        .load()
        .migrate();
    return new Db(source);
  }

  @Bean(destroyMethod = "")
  FlinkRunner flinkRunner(Engines engines) {
    return engines.flink();
  }

  @Bean
  HealthPart databaseHealth(Db db) {
    return HealthPart.of(
        "database",
        () -> {
          db.list("select 1", row -> row.getInt(1));
          return HealthPart.ready();
        });
  }

  /** Module workers are refused by browsers under any other type. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> mimeTypes() {
    return factory -> {
      MimeMappings mappings = new MimeMappings(MimeMappings.DEFAULT);
      mappings.add("mjs", "text/javascript");
      mappings.add("webmanifest", "application/manifest+json");
      factory.setMimeMappings(mappings);
    };
  }
}
