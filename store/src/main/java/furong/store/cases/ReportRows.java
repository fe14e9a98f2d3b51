package furong.store.cases;

import furong.cases.AppealKind;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.CitizenReport.Source;
import furong.cases.Grade;
import furong.cases.Rectification;
import furong.cases.ReportStore.Entry;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of reports with their cases. */
final class ReportRows {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private ReportRows() {}

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(report(row), CaseRows.read(row), rectification(row));
  }

  private static CitizenReport report(ResultSet row) throws SQLException {
    @Nullable String kind = row.getString("r_kind");
    @Nullable String grade = row.getString("r_grade");
    return new CitizenReport(
        row.getLong("r_id"),
        row.getLong("id"),
        Source.valueOf(row.getString("r_source")),
        row.getLong("r_client"),
        row.getString("r_external"),
        kind == null ? null : AppealKind.valueOf(kind),
        Db.instant(row, "r_received"),
        Db.instantOrNull(row, "r_due"),
        new Contact(row.getString("r_name"), row.getString("r_phone"), row.getString("r_email")),
        row.getString("r_words"),
        JsonMapper.shared().readValue(row.getString("r_attributes"), TEXTS),
        row.getString("r_media"),
        row.getBoolean("r_public"),
        Set.of((String[]) row.getArray("r_photos").getArray()),
        grade == null
            ? null
            : new Rating(
                Grade.valueOf(grade), row.getString("r_grade_words"), Db.instant(row, "r_graded")),
        Db.instantOrNull(row, "r_forgotten"));
  }

  private static @Nullable Rectification rectification(ResultSet row) throws SQLException {
    @Nullable Instant opened = Db.instantOrNull(row, "m_opened");
    return opened == null
        ? null
        : new Rectification(
            row.getLong("r_id"),
            opened,
            Db.instant(row, "m_due"),
            Db.instantOrNull(row, "m_called"),
            row.getString("m_called_by"),
            row.getString("m_note"),
            Db.instantOrNull(row, "m_done"),
            row.getString("m_done_by"),
            row.getString("m_result"));
  }
}
