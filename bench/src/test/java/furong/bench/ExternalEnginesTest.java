package furong.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import furong.engine.KafkaBroker;
import furong.engine.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program on a PostgreSQL, a Kafka and a Flink that somebody else runs. */
class ExternalEnginesTest {

  @TempDir Path scratch;

  @Test
  void aCityRunsOnADatabaseAndALogElsewhere() throws Exception {
    Path home = home();
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("postgres"));
        KafkaBroker kafka = KafkaBroker.start(scratch.resolve("kafka"))) {
      String db =
          postgres.jdbcUrl() + "?user=" + postgres.user() + "&password=" + postgres.password();
      Path data = scratch.resolve("data");
      String servers = kafka.bootstrapServers();
      try (CityProcess city = CityProcess.start(home, data, "--db=" + db, "--kafka=" + servers)) {
        city.awaitReady();
        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(data.resolve("kafka")).doesNotExist();
      }
      try (var connection = postgres.dataSource().getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select count(*) from account")) {
        rows.next();
        assertThat(rows.getLong(1)).as("the demo users are in that database").isPositive();
      }
    }
  }

  @Test
  void theStreamRunsOnAFlinkElsewhereAndIsTakenOverByTheNextStart() throws Exception {
    Path home = home();
    Path file = SyntheticAir.write(scratch.resolve("air"), 1, 60, 11).getFirst().file();
    try (FlinkElsewhere flink = new FlinkElsewhere(scratch.resolve("elsewhere"))) {
      flink.awaitReady();
      Path data = scratch.resolve("data");
      try (CityProcess city = CityProcess.start(home, data, "--flink=" + flink.address())) {
        city.awaitReady();
        Feed.toTheEnd(home, city, file, 0);
        Tally told = Feed.settle(city);
        assertThat(told.alerts()).as("alerts that the job elsewhere raised").isNotEmpty();

        city.killTree();
        city.restart();
        city.awaitReady();
        assertThat(flink.running()).as("jobs after the city was killed and came back").isEqualTo(1);
        assertThat(Feed.settle(city)).isEqualTo(told);
      }
      assertThat(flink.running()).as("jobs after the city stopped").isZero();
    }
  }

  private static Path home() throws IOException {
    Path home = Repository.root();
    if (System.getenv("CI") == null) {
      assumeThat(home.resolve("cities/chengdu/generated")).isDirectory();
    }
    return home;
  }
}
