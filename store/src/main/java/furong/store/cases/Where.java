package furong.store.cases;

import furong.base.DivisionCode;
import furong.cases.CaseState;
import furong.cases.CaseStore.Also;
import furong.cases.CaseStore.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects conditions and their arguments in step; those of a list of cases among them. */
final class Where {

  private static final Pattern NUMBER = Pattern.compile("(?i)cj-[0-9-]*");

  private final StringBuilder sql = new StringBuilder(" where true");
  private final List<@Nullable Object> args = new ArrayList<>();

  Where and(String condition, @Nullable Object... values) {
    sql.append(" and ").append(condition);
    for (@Nullable Object value : values) {
      args.add(value);
    }
    return this;
  }

  /** The column is one of these division codes or lies below one; no codes mean everywhere. */
  Where within(String column, List<String> divisions) {
    if (divisions.isEmpty()) {
      return this;
    }
    List<String> parts = new ArrayList<>();
    List<@Nullable Object> prefixes = new ArrayList<>();
    for (String division : divisions) {
      // codes are digits, so the pattern needs no escaping; like can use the text_pattern_ops index
      parts.add(column + " like ?");
      prefixes.add(DivisionCode.stem(division) + "%");
    }
    return and("(" + String.join(" or ", parts) + ")", prefixes.toArray());
  }

  /** Any of the columns contains the text, whatever its case. */
  Where contains(@Nullable String text, String... columns) {
    if (text == null || text.isBlank()) {
      return this;
    }
    List<String> parts = new ArrayList<>();
    List<@Nullable Object> wanted = new ArrayList<>();
    for (String column : columns) {
      parts.add("position(? in lower(" + column + ")) > 0");
      wanted.add(text.toLowerCase(Locale.ROOT));
    }
    return and("(" + String.join(" or ", parts) + ")", wanted.toArray());
  }

  String sql() {
    return sql.toString();
  }

  @Nullable Object[] args(@Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(args);
    for (@Nullable Object value : more) {
      all.add(value);
    }
    return all.toArray();
  }

  /** What the cases of a list must be. */
  static Where of(Query q) {
    Where where = plain(q);
    Optional<String> words = words(q);
    // the index of words is asked first and by itself: no other order of work is nearly as fast
    words.ifPresent(sought ->
        where.and("id in (" + CaseWords.HOLDING + ")", CaseWords.pairs(sought), sought, sought));
    @Nullable String text = q.text();
    return text != null && isNumber(text)
        ? where.and("number like ?", text.strip().toUpperCase(Locale.ROOT) + "%")
        : where.contains(text, "number", "title_zh", "title_en", "description");
  }

  /** The same, among cases that are known to hold the words that it names. */
  static Where among(Query q, List<Long> holding) {
    return plain(q)
        .and("id = any(?)", (Object) holding.toArray(Long[]::new))
        .contains(q.text(), "number", "title_zh", "title_en", "description");
  }

  /** The words that a list is searched by, in small letters; none when it asks for a number. */
  static Optional<String> words(Query q) {
    return Optional.ofNullable(q.text())
        .filter(text -> text.length() > 1 && !isNumber(text))
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  private static Where plain(Query q) {
    Where where = new Where().within("division", q.within());
    if (!q.states().isEmpty()) {
      where.and(
          "state = any(?)", (Object) q.states().stream().map(Enum::name).toArray(String[]::new));
      if (q.states().stream().noneMatch(CaseState::ended)) {
        where.and(PgCases.NOT_ENDED); // says the same once more, in the words of the partial index
      }
    }
    if (q.organisation() != null) {
      where.and("organisation = ?", q.organisation());
    }
    if (q.involving() != null) {
      where.and(
          "(handler = ? or exists (select 1 from case_event e"
              + " where e.case_id = city_case.id and e.by_id = ?))",
          q.involving(),
          q.involving());
    }
    if (q.overdueAt() != null) {
      where.and("due_at < ?", q.overdueAt());
    }
    return also(q.also(), where);
  }

  private static Where also(Also also, Where where) {
    if (also.unrouted()) {
      where.and("unrouted");
    }
    if (also.escalated()) {
      where.and("escalation > 0");
    }
    if (also.asked()) {
      where.and("(asked > 0 or condition_asked is not null)");
    }
    if (also.parent() != null) {
      where.and("parent = ?", also.parent());
    }
    if (also.opened() != null) {
      where.and("opened_at >= ? and opened_at < ?", also.opened().start(), also.opened().end());
    }
    if (also.category() != null) {
      where.and("starts_with(category, ?)", also.category());
    }
    return where;
  }
}
