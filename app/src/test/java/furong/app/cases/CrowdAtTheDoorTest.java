package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.app.cases.Person.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixty write at once while the table of cases is locked: 48 are let in and wait for it, 12 are
 * sent away after two seconds. Nobody is lost and nobody is written twice.
 */
class CrowdAtTheDoorTest {

  /** As CrowdedDoors lets in. */
  private static final int AT_ONCE = 48;

  private static final int TOO_MANY = 12;

  /** Far longer than the two seconds of patience: it is waited for only when the test fails. */
  private static final int MOST_SECONDS = 60;

  @TempDir static Path folder;
  private static OpenHouse house;

  private record Heard(String title, Answer answer) {}

  @BeforeAll
  static void open() throws IOException {
    house = new OpenHouse(folder, CrowdedHouse.class);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Answer report(Person who, String title) {
    return who.post(
        "/api/cases", Map.of("title", title, "category", "part-0101", "lng", 104.3, "lat", 30.4));
  }

  private static Heard next(BlockingQueue<Heard> heard) throws InterruptedException {
    Heard one = heard.poll(MOST_SECONDS, TimeUnit.SECONDS);
    assertThat(one).as("an answer within %d s", MOST_SECONDS).isNotNull();
    return one;
  }

  @Test
  void whoIsOneTooManyHears429AndIsServedOnceWhenHeComesAgain() throws Exception {
    Person operator = house.logIn("operator");
    BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    Set<String> refused = new HashSet<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
        Connection lock = locked()) {
      for (int i = 0; i < AT_ONCE + TOO_MANY; i++) {
        String title = "第 " + i + " 件";
        crowd.submit(() -> heard.add(new Heard(title, report(operator, title))));
      }
      for (int i = 0; i < TOO_MANY; i++) {
        Heard one = next(heard);
        Answer answer = one.answer().is(429);
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.raw().headers().firstValue("Content-Type").orElseThrow())
            .startsWith("application/problem+json");
        assertThat(answer.text("/status")).isEqualTo("429");
        assertThat(answer.notice()).isEqualTo("city.busy");
        refused.add(one.title());
      }
      assertThat(refused).hasSize(TOO_MANY);
      // who only reads is not held back, though every place is taken
      operator.get("/api/session").is(200);
      lock.rollback();
      for (int i = 0; i < AT_ONCE; i++) {
        next(heard).answer().is(201);
      }
    }
    refused.forEach(title -> report(operator, title).is(201));
    var all = operator.get("/api/cases?view=all&size=100").is(200).body();
    assertThat(all.at("/total").asInt()).isEqualTo(AT_ONCE + TOO_MANY);
    assertThat(
            StreamSupport.stream(all.at("/items").spliterator(), false)
                .map(c -> c.at("/title/zh").asString()))
        .doesNotHaveDuplicates()
        .containsAll(refused);
  }

  @Test
  void whoComesWhenThereIsRoomIsNotSentAway() {
    Person operator = house.logIn("operator");
    int before = operator.get("/api/cases?view=all").body().at("/total").asInt();
    report(operator, "一件").is(201);
    assertThat(operator.get("/api/cases?view=all").body().at("/total").asInt())
        .isEqualTo(before + 1);
    house.empty();
  }

  /** Nobody writes a case until it is rolled back; reading goes on. */
  private static Connection locked() throws SQLException {
    Connection connection = house.database().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table city_case in exclusive mode");
    }
    return connection;
  }
}
