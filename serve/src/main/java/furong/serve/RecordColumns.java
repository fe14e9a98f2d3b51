package furong.serve;

import furong.base.Text;
import furong.serve.Lists.Column;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file from the documents of its list: one for each member, named as in the JSON.
 *
 * <pre>{@code
 * record Line(long id, Text title, Place division, List<String> tags) {}
 * // id, title (Chinese), division.code, division.name, tags (with blanks between)
 * }</pre>
 *
 * <p>A document in a document is written out, with its name and a point before its members. Lists
 * of documents are left out: they are lists of their own, with files of their own.
 */
final class RecordColumns {

  private RecordColumns() {}

  static <R extends Record> List<Column<R>> of(Class<R> type) {
    List<Column<R>> columns = new ArrayList<>();
    add(columns, type, "", row -> row);
    return columns;
  }

  private static <R> void add(
      List<Column<R>> columns,
      Class<?> type,
      String prefix,
      Function<R, ? extends @Nullable Object> document) {
    for (RecordComponent part : type.getRecordComponents()) {
      String name = prefix + part.getName();
      Function<R, ? extends @Nullable Object> value = row -> member(part, document.apply(row));
      if (part.getType() == Text.class) {
        columns.add(new Column<>(name, row -> value.apply(row) instanceof Text t ? t.zh() : null));
      } else if (part.getType().isRecord()) {
        add(columns, part.getType(), name + ".", value);
      } else if (isWords(part.getGenericType())) {
        columns.add(new Column<>(name, row -> words(value.apply(row))));
      } else if (!Iterable.class.isAssignableFrom(part.getType())) {
        columns.add(new Column<>(name, value));
      }
    }
  }

  /** A list of values that are one word each: text, numbers, names of an enum. */
  private static boolean isWords(Type type) {
    return type instanceof ParameterizedType p
        && p.getRawType() == List.class
        && p.getActualTypeArguments()[0] instanceof Class<?> of
        && !of.isRecord();
  }

  private static @Nullable String words(@Nullable Object list) {
    return list instanceof List<?> all
        ? all.stream().map(String::valueOf).collect(Collectors.joining(" "))
        : null;
  }

  private static @Nullable Object member(RecordComponent part, @Nullable Object document) {
    if (document == null) {
      return null;
    }
    try {
      Method read = part.getAccessor();
      read.setAccessible(true); // documents are seen by their own package only
      return read.invoke(document);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a member that cannot be read: " + part, e);
    }
  }
}
