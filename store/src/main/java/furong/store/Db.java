package furong.store;

import furong.base.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one way to PostgreSQL: positional SQL in, rows out, and transactions that follow the thread.
 *
 * <pre>{@code
 * db.inOne(() -> {
 *   db.update("insert into note(id, text) values (?, ?)", 7, "kept");
 *   return db.list("select text from note", row -> row.getString(1));
 * });
 * }</pre>
 *
 * {@link Instant} parameters are bound as {@code timestamptz}; a {@link Json} as {@code jsonb}. It
 * maps no objects and caches nothing.
 */
public final class Db implements Transactions {

  /** Reads one row; must not move the cursor. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row; must not move the cursor. */
  @FunctionalInterface
  public interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  /** Rows on their way at once: some 2 MB. */
  private static final int FETCH = 10_000;

  /** Work that needs the connection itself, such as COPY. */
  @FunctionalInterface
  public interface ConnectionWork<T> {
    T run(Connection connection) throws SQLException;
  }

  /** A JSON text that is bound as {@code jsonb}. */
  public record Json(@Nullable String text) {}

  /**
   * A null whose type is said. Of a null alone the driver knows no type, and the database works a
   * statement out anew whenever another of its columns is null than before.
   *
   * @param sqlType of {@link Types}
   */
  public record None(int sqlType) {}

  /** The value, or its absence in a column of that type ({@link Types}). */
  public static Object orNone(@Nullable Object value, int sqlType) {
    return value == null ? new None(sqlType) : value;
  }

  /** The database refused or is gone; carries the SQLState. */
  public static final class DbException extends RuntimeException {
    /** A message of the driver may hold a whole batch; its beginning says what is wrong. */
    private static final int MESSAGE_LENGTH = 300;

    private final String sqlState;

    DbException(SQLException fault) {
      // of a failed batch the first exception holds all rows, the next one what is wrong
      SQLException next = fault.getNextException();
      SQLException cause = next == null ? fault : next;
      String message = String.valueOf(cause.getMessage());
      super(message.substring(0, Math.min(MESSAGE_LENGTH, message.length())), cause);
      this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    public String sqlState() {
      return sqlState;
    }

    /** Unique or exclusion violation. */
    public boolean isDuplicate() {
      return sqlState.equals("23505");
    }

    /** What a unit of work built on is not so any more: its row is there already, or is missing. */
    private boolean isOvertaken() {
      return isDuplicate() || sqlState.equals("23502");
    }
  }

  /** One try of a unit of work. */
  private static final class Attempt {
    private final boolean careful;
    private boolean dared;
    private final List<Runnable> afterwards = new ArrayList<>();

    /**
     * @param careful when it may not {@link #dare()}
     */
    Attempt(boolean careful) {
      this.careful = careful;
    }
  }

  /**
   * The transaction of a thread, what waits to be sent in it, and what is to be done when it is
   * through.
   */
  private record Running(Connection connection, List<Part> waiting, Attempt attempt) {}

  private static final ScopedValue<Running> CURRENT = ScopedValue.newInstance();

  private final DataSource source;

  public Db(DataSource source) {
    this.source = source;
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    if (CURRENT.isBound()) {
      return work.get();
    }
    Attempt attempt = new Attempt(false);
    T value;
    try {
      value = commit(work, attempt);
    } catch (DbException e) {
      if (!attempt.dared || !e.isOvertaken()) {
        throw e;
      }
      attempt = new Attempt(true);
      value = commit(work, attempt);
    }
    attempt.afterwards.forEach(Runnable::run);
    return value;
  }

  /**
   * Asks whether the unit of work of this thread may build on something that was so a moment ago,
   * instead of asking the database. Then it must write so that the write fails as a duplicate or
   * for a missing value when it is not so any more; the whole unit is then done again, and this
   * answers no.
   */
  public boolean dare() {
    if (!CURRENT.isBound() || CURRENT.get().attempt().careful) {
      return false;
    }
    CURRENT.get().attempt().dared = true;
    return true;
  }

  /** True within a unit of work. */
  public boolean running() {
    return CURRENT.isBound();
  }

  @Override
  public void afterCommit(Runnable work) {
    if (CURRENT.isBound()) {
      CURRENT.get().attempt().afterwards.add(work);
    } else {
      work.run();
    }
  }

  private <T> T commit(Supplier<T> work, Attempt attempt) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Running running = new Running(connection, new ArrayList<>(), attempt);
        T value = ScopedValue.where(CURRENT, running).call(work::get);
        send(running, "commit");
        connection.commit(); // asks nothing when the commit went with the last statements
        return value;
      } catch (RuntimeException | Error e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DbException(e);
    }
  }

  /**
   * Runs {@code work} on the transaction's connection, or on one of its own that commits by itself.
   */
  public <T> T with(ConnectionWork<T> work) {
    try {
      if (CURRENT.isBound()) {
        send(CURRENT.get(), "");
        return work.run(CURRENT.get().connection());
      }
      try (Connection connection = source.getConnection()) {
        return work.run(connection);
      }
    } catch (SQLException e) {
      throw new DbException(e);
    }
  }

  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... args) {
    return with(connection -> {
      try (PreparedStatement statement = prepare(connection, sql, args);
          ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    });
  }

  /** Takes one row after the other without holding them all; within a transaction of its own. */
  public void each(String sql, RowTaker taker, @Nullable Object... args) {
    inOne(() ->
        with(connection -> {
          try (PreparedStatement statement = prepare(connection, sql, args)) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                taker.take(rows);
              }
            }
            return true;
          }
        }));
  }

  public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... args) {
    List<T> all = list(sql, reader, args);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  /** Rows changed. */
  public int update(String sql, @Nullable Object... args) {
    return with(connection -> {
      try (PreparedStatement statement = prepare(connection, sql, args)) {
        return statement.executeUpdate();
      }
    });
  }

  /**
   * A change whose answer nobody waits for: it goes over the wire with the commit of its
   * transaction, or with the next statement that asks something, in the order of the calls. That
   * spares a case's act half its ways to the database. It fails where it is sent: the transaction
   * fails with it.
   */
  public void later(String sql, @Nullable Object... args) {
    if (CURRENT.isBound()) {
      CURRENT.get().waiting().add(new Part(sql, null, args));
    } else {
      update(sql, args);
    }
  }

  /**
   * As {@link #later}, for questions: what they read is there once the transaction is through, so
   * that a look at what was just written costs no way of its own. Outside of a transaction they are
   * asked now.
   */
  public void askLater(List<Part> parts) {
    if (CURRENT.isBound()) {
      CURRENT.get().waiting().addAll(parts);
    } else {
      together(parts);
    }
  }

  /** Sends now what waits, for one who needs what {@link #askLater} reads before the end. */
  public void flush() {
    if (CURRENT.isBound()) {
      with(Connection::isReadOnly);
    }
  }

  /** Sends what waits, in one go. After a fault nothing is done. */
  private static void send(Running running, String end) throws SQLException {
    if (!running.waiting().isEmpty()) {
      List<Part> parts = List.copyOf(running.waiting());
      running.waiting().clear();
      send(running.connection(), parts, end);
    }
  }

  /**
   * One of several statements.
   *
   * @param reader what it reads from each row goes where the reader puts it; null for a change
   */
  public record Part(String sql, @Nullable RowReader<?> reader, @Nullable Object... args) {}

  /** Several questions in one way to the database and back. */
  public void together(List<Part> parts) {
    with(connection -> {
      send(connection, parts, "");
      return parts.size();
    });
  }

  /** The driver cuts at semicolons and sends all before it waits for the first answer. */
  private static void send(Connection connection, List<Part> parts, String end)
      throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Object> args = new ArrayList<>();
    for (Part part : parts) {
      sql.append(part.sql()).append(';');
      args.addAll(Arrays.asList(part.args()));
    }
    try (PreparedStatement statement =
        prepare(connection, sql.append(end).toString(), args.toArray())) {
      statement.execute();
      for (Part part : parts) {
        if (part.reader() != null) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              part.reader().read(rows);
            }
          }
        }
        statement.getMoreResults();
      }
    }
  }

  /** One statement for many rows. */
  public void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    with(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (@Nullable Object[] row : rows) {
          bind(statement, row);
          statement.addBatch();
        }
        return statement.executeBatch();
      }
    });
  }

  /** A {@code timestamptz} column as an instant. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A nullable {@code timestamptz} column. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object[] args) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, args);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] args)
      throws SQLException {
    for (int i = 0; i < args.length; i++) {
      @Nullable Object arg = args[i];
      switch (arg) {
        case null -> statement.setObject(i + 1, null);
        case None none -> statement.setNull(i + 1, none.sqlType());
        case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        case Json json -> statement.setObject(i + 1, json.text(), Types.OTHER);
        case Enum<?> e -> statement.setString(i + 1, e.name());
        case String[] texts ->
            statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
        case Long[] numbers ->
            statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", numbers));
        default -> statement.setObject(i + 1, arg);
      }
    }
  }
}
