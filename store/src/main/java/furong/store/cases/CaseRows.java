package furong.store.cases;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.Progress;
import furong.geo.LngLat;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of cases and timelines. */
final class CaseRows {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private CaseRows() {}

  static Case read(ResultSet row) throws SQLException {
    return new Case(
        row.getLong("id"),
        row.getString("number"),
        matter(row),
        progress(row),
        Db.instant(row, "opened_at"),
        Db.instant(row, "changed_at"),
        row.getLong("version"));
  }

  private static Matter matter(ResultSet row) throws SQLException {
    int level = row.getInt("level");
    @Nullable Level known = row.wasNull() ? null : Level.values()[level - 1];
    double lng = row.getDouble("lng");
    @Nullable LngLat place = row.wasNull() ? null : LngLat.of(lng, row.getDouble("lat"));
    return new Matter(
        Matter.Origin.valueOf(row.getString("origin")),
        Text.of(row.getString("title_zh"), row.getString("title_en")),
        row.getString("category"),
        known,
        row.getString("division"),
        place,
        PgAlerts.longOrNull(row, "thing"),
        row.getString("alert"),
        row.getString("rule"),
        row.getString("procedure"),
        row.getString("description"),
        row.getBoolean("simulated"));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    boolean inTime = row.getBoolean("handled_in_time");
    @Nullable Boolean handledInTime = row.wasNull() ? null : Boolean.valueOf(inTime);
    return new Progress(
        CaseState.valueOf(row.getString("state")),
        row.getBoolean("verified"),
        row.getString("organisation"),
        row.getString("handler"),
        ClockJson.read(row.getString("clocks")),
        row.getInt("returns"),
        row.getInt("reworks"),
        handledInTime,
        Db.instantOrNull(row, "registered_at"),
        Db.instantOrNull(row, "closed_at"),
        dossier(row));
  }

  private static Dossier dossier(ResultSet row) throws SQLException {
    return new Dossier(
        Arrays.asList((String[]) row.getArray("assisting").getArray()),
        row.getString("condition"),
        new Dossier.Ties(
            PgAlerts.longOrNull(row, "parent"), PgAlerts.longOrNull(row, "merged_into")),
        new Dossier.Extension(
            row.getInt("asked"), row.getString("asked_by"), row.getInt("extensions")),
        new Dossier.Escalation(row.getInt("escalation"), row.getString("escalated_to")),
        row.getInt("reopened"),
        row.getBoolean("unrouted"),
        Db.instantOrNull(row, "handled_at"));
  }

  static String details(Map<String, String> details) {
    return JSON.writeValueAsString(details);
  }

  static CaseEvent event(ResultSet row) throws SQLException {
    return new CaseEvent(
        row.getLong("case_id"),
        row.getLong("version"),
        Db.instant(row, "at"),
        row.getString("by_id"),
        row.getString("by_name"),
        row.getString("role"),
        row.getString("kind"),
        CaseState.valueOf(row.getString("from_state")),
        CaseState.valueOf(row.getString("to_state")),
        row.getString("note"),
        row.getString("organisation"),
        Db.instantOrNull(row, "deadline"),
        row.getLong("seconds_used"),
        row.getLong("seconds_paused"),
        Arrays.asList((String[]) row.getArray("photos").getArray()),
        JSON.readValue(row.getString("details"), DETAILS));
  }
}
