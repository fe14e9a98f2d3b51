package furong.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for one COPY into a table: a tenth of the cost of inserting them one by one.
 *
 * <pre>{@code
 * CopyRows rows = new CopyRows("note(id, text)");
 * rows.add(7, "kept");
 * rows.into(db);
 * }</pre>
 *
 * Holds them as text until then, so the caller cuts them into batches.
 */
public final class CopyRows {

  /** Rows from which on a COPY pays. */
  private static final int PAYS = 50;

  private final String table;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param table with its columns in the order of {@link #add}
   */
  public CopyRows(String table) {
    this.table = table;
  }

  /**
   * New rows: few of them by one batch, many by a COPY. For the many nothing may stand in their
   * place, since a COPY knows no conflict.
   *
   * @param table with its columns
   * @param insert the same as a statement with a place for each column
   */
  public static void insert(Db db, String table, String insert, List<@Nullable Object[]> rows) {
    if (rows.size() < PAYS) {
      db.batch(insert, rows);
      return;
    }
    CopyRows copied = new CopyRows(table);
    rows.forEach(copied::add);
    copied.into(db);
  }

  /** One row; null is SQL null, everything else as PostgreSQL reads its text. */
  public void add(@Nullable Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        text.append('\t');
      }
      switch (cells[i]) {
        case null -> none();
        case Db.None none -> none();
        case Db.Json json when json.text() == null -> none();
        case Db.Json json -> cell(String.valueOf(json.text()));
        case Enum<?> word -> cell(word.name());
        case String[] texts -> cell(array(texts));
        default -> cell(String.valueOf(cells[i]));
      }
    }
    text.append('\n');
  }

  private void none() {
    text.append("\\N");
  }

  /** As PostgreSQL reads an array of texts: {@code {"one","a \"second\""}}. */
  private static String array(String[] texts) {
    return Arrays.stream(texts)
        .map(one -> '"' + one.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  private void cell(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case 0 -> text.append(' '); // PostgreSQL keeps no such character
        default -> text.append(c);
      }
    }
  }

  /** Writes them, in the transaction of the caller where there is one. */
  public void into(Db db) {
    if (text.isEmpty()) {
      return;
    }
    db.with(connection -> {
      try {
        return connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin", new StringReader(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException("a text in memory does not fail to read", e);
      }
    });
  }
}
