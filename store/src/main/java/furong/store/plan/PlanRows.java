package furong.store.plan;

import furong.plan.Answer;
import furong.plan.DispatchMonth;
import furong.plan.Entry;
import furong.plan.Entry.Pulled;
import furong.plan.Entry.Report;
import furong.plan.EntryState;
import furong.plan.Evidence;
import furong.plan.Flag;
import furong.plan.MonthState;
import furong.plan.Origin;
import furong.plan.PlanEvent;
import furong.plan.Reminder;
import furong.plan.Score;
import furong.plan.Supervised;
import furong.plan.SupervisedState;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows; the small records of an entry lie in it as JSON under the names of their fields. */
final class PlanRows {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanRows() {}

  static Db.Json json(@Nullable Object value) {
    return new Db.Json(value == null ? null : JSON.writeValueAsString(value));
  }

  static <T> T fromJson(String text, Class<T> type) {
    return JSON.readValue(text, type);
  }

  /** Of a version of the plan's text: fields by line. */
  static Map<String, Map<String, String>> lines(String text) {
    return JSON.readValue(text, new TypeReference<Map<String, Map<String, String>>>() {});
  }

  static <T> @Nullable T nullable(ResultSet row, String column, Class<T> type) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? null : JSON.readValue(text, type);
  }

  static DispatchMonth month(ResultSet row) throws SQLException {
    return new DispatchMonth(
        YearMonth.parse(row.getString("month")),
        MonthState.valueOf(row.getString("state")),
        Db.instant(row, "opened_at"),
        Db.instant(row, "reports_due"),
        Db.instant(row, "changed_at"),
        Db.instantOrNull(row, "closed_at"),
        row.getLong("version"));
  }

  static Entry entry(ResultSet row) throws SQLException {
    double pace = row.getDouble("pace");
    @Nullable Double known = row.wasNull() ? null : Double.valueOf(pace);
    return new Entry(
        row.getLong("id"),
        YearMonth.parse(row.getString("month")),
        row.getString("item"),
        row.getString("unit"),
        EntryState.valueOf(row.getString("state")),
        nullable(row, "report", Report.class),
        nullable(row, "pulled", Pulled.class),
        known,
        List.of(JSON.readValue(row.getString("flags"), Flag[].class)),
        Answer.valueOf(row.getString("answer")),
        row.getString("answer_words"),
        row.getLong("version"));
  }

  static Supervised supervised(ResultSet row) throws SQLException {
    @Nullable String month = row.getString("month");
    @Nullable String origin = row.getString("origin");
    return new Supervised(
        row.getLong("id"),
        row.getString("number"),
        month == null ? null : YearMonth.parse(month),
        month == null ? null : row.getLong("entry"),
        row.getString("item"),
        origin == null ? null : Origin.parse(origin).orElseThrow(),
        row.getString("words"),
        row.getString("unit"),
        SupervisedState.valueOf(row.getString("state")),
        Db.instant(row, "opened_at"),
        Db.instant(row, "due_at"),
        row.getString("doer"),
        row.getString("proof"),
        Db.instantOrNull(row, "done_at"),
        Db.instantOrNull(row, "closed_at"),
        row.getInt("returns"),
        row.getLong("version"));
  }

  static PlanEvent event(ResultSet row) throws SQLException {
    return new PlanEvent(
        row.getString("owner"),
        Db.instant(row, "at"),
        row.getString("by_id"),
        row.getString("by_name"),
        row.getString("role"),
        row.getString("act"),
        row.getString("words"));
  }

  static Evidence evidence(ResultSet row) throws SQLException {
    return new Evidence(
        row.getString("id"),
        row.getString("owner"),
        row.getString("name"),
        row.getString("type"),
        row.getLong("bytes"),
        row.getString("by_id"),
        Db.instant(row, "at"));
  }

  static Reminder reminder(ResultSet row) throws SQLException {
    return new Reminder(
        row.getLong("supervised"),
        Reminder.Sort.valueOf(row.getString("sort")),
        Db.instant(row, "due_at"),
        Db.instant(row, "at"));
  }

  static Score score(ResultSet row) throws SQLException {
    return new Score(
        YearMonth.parse(row.getString("month")),
        row.getString("unit"),
        row.getString("criterion"),
        row.getInt("weight"),
        row.getInt("good"),
        row.getInt("of_all"));
  }
}
