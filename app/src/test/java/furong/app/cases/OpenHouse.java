package furong.app.cases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import furong.app.Settings;
import furong.app.house.House;
import furong.engine.PostgresProcess;
import furong.store.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The {@link CaseHouse} with a database of its own, open at an address. */
final class OpenHouse implements AutoCloseable {

  /**
   * The 48 that are let in at once and room for who reads meanwhile; PostgreSQL takes 60 in all,
   * and one more than it takes is an error, not a wait.
   */
  private static final int MOST_CONNECTIONS = 54;

  private final PostgresProcess postgres;
  private final HikariDataSource pool;
  private final ConfigurableApplicationContext context;
  private final Map<String, String> passwords = new HashMap<>();

  OpenHouse(Path folder) throws IOException {
    this(folder, CaseHouse.class);
  }

  /** With another house around the {@link CaseHouse}. */
  OpenHouse(Path folder, Class<?> house) throws IOException {
    postgres = PostgresProcess.start(folder.resolve("postgres"));
    Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
    HikariConfig config = new HikariConfig();
    config.setDataSource(postgres.dataSource());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
    context =
        new SpringApplicationBuilder(house)
            .properties(
                Map.of(
                    "server.port", "0",
                    "server.address", "127.0.0.1",
                    "spring.main.banner-mode", "off",
                    "spring.servlet.multipart.max-file-size", "12MB",
                    "spring.servlet.multipart.max-request-size", "50MB",
                    "spring.flyway.enabled", "false"))
            .initializers(c -> {
              GenericApplicationContext beans = (GenericApplicationContext) c;
              beans.registerBean(DataSource.class, () -> pool, d -> d.setDestroyMethodName(""));
              beans.registerBean(Settings.class, () -> CaseHouse.settings(folder, House.root()));
            })
            .run();
    for (String line : Files.readAllLines(folder.resolve("demo-logins.txt"))) {
      List<String> words = List.of(line.split("\\s+"));
      passwords.put(words.get(0), words.get(1));
    }
  }

  String base() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** A way to the database beside that of the house. */
  DataSource database() {
    return postgres.dataSource();
  }

  String password(String login) {
    return Objects.requireNonNull(passwords.get(login));
  }

  Person logIn(String login) {
    return Person.logIn(base(), login, Objects.requireNonNull(passwords.get(login)));
  }

  <T> T bean(Class<T> kind) {
    return context.getBean(kind);
  }

  /** Everything that people brought is gone. */
  void empty() {
    context
        .getBean(Db.class)
        .update(
            "truncate alert, city_case, case_event, case_photo, case_number, case_view,"
                + " citizen_report, case_words, case_words_waiting cascade");
  }

  @Override
  public void close() {
    context.close();
    pool.close();
    postgres.close();
  }
}
