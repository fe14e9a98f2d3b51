package furong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {

  @TempDir Path folder;

  @Test
  void keepsWhatWasWrittenOverARestart() throws Exception {
    try (var first = PostgresProcess.start(folder)) {
      run(first, "create table note(id int)");
      run(first, "insert into note values (7)");
    }
    try (var second = PostgresProcess.start(folder)) {
      assertThat(number(second, "select id from note")).isEqualTo(7);
    }
  }

  @Test
  void isDurableAndPrivate() throws Exception {
    try (var postgres = PostgresProcess.start(folder)) {
      assertThat(text(postgres, "show fsync")).isEqualTo("on");
      assertThat(text(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(text(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void recoversAfterItsServerWasKilled() throws Exception {
    try (var first = PostgresProcess.start(folder)) {
      run(first, "create table note(id int)");
      run(first, "insert into note values (1), (2)");
      ChildProcess.signal(first.pid(), "KILL");
      waitForEnd(first.pid());
    }
    try (var second = PostgresProcess.start(folder)) {
      assertThat(number(second, "select count(*) from note")).isEqualTo(2);
    }
  }

  @Test
  void killedAloneItComesBackWithWhatWasCommittedAndAsksForNothing() throws Exception {
    try (PostgresProcess postgres = PostgresProcess.start(folder)) {
      run(postgres, "create table kept (n int)");
      run(postgres, "insert into kept values (7)");
      long first = postgres.pid();
      ChildProcess.signal(first, "KILL");
      waitForEnd(first);
      while (postgres.pid() == first || !takesConnections(postgres)) {
        Thread.onSpinWait();
      }
      assertThat(number(postgres, "select n from kept")).isEqualTo(7);
    }
  }

  private static boolean takesConnections(PostgresProcess postgres) {
    try (var connection = postgres.dataSource().getConnection()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Test
  void clearsAwayTheServerOfAKilledFurong() throws Exception {
    var orphan = PostgresProcess.start(folder);
    run(orphan, "create table note(id int)");
    orphan.abandon();
    try (var second = PostgresProcess.start(folder)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(number(second, "select count(*) from note")).isZero();
    }
  }

  @Test
  void startsThoughThePidFileNamesAStranger() throws Exception {
    PostgresProcess.start(folder).close();
    Files.writeString(
        folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
    try (var second = PostgresProcess.start(folder)) {
      assertThat(number(second, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void refusesAFolderInUse() {
    try (var first = PostgresProcess.start(folder)) {
      assertThat(first.isAlive()).isTrue();
      assertThatThrownBy(() -> PostgresProcess.start(folder))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> {
                assertThat(e.code()).isEqualTo("folder.in-use");
                assertThat(e.exitCode()).isEqualTo(2);
                assertThat(e.getMessage()).doesNotContain("\n").contains("in use");
              });
    }
  }

  @Test
  void refusesTheDataOfAnotherPostgres() throws Exception {
    PostgresProcess.start(folder).close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "99\n");
    assertThatThrownBy(() -> PostgresProcess.start(folder))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("written by PostgreSQL 99");
  }

  private static void waitForEnd(long pid) throws Exception {
    ProcessHandle.of(pid).ifPresent(p -> p.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  private static void run(PostgresProcess postgres, String sql) throws SQLException {
    try (var connection = postgres.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(PostgresProcess postgres, String sql) throws SQLException {
    try (var connection = postgres.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long number(PostgresProcess postgres, String sql) throws SQLException {
    return Long.parseLong(text(postgres, sql));
  }
}
