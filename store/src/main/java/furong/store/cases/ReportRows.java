package furong.store.cases;

import furong.cases.AppealKind;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Contact;
import furong.cases.CitizenReport.Rating;
import furong.cases.CitizenReport.Source;
import furong.cases.Grade;
import furong.cases.PublicPhoto;
import furong.cases.PublicPhoto.Mark;
import furong.cases.Rectification;
import furong.cases.ReportStore.Entry;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
        publicPhotos(row.getString("r_photos")),
        grade == null
            ? null
            : new Rating(
                Grade.valueOf(grade), row.getString("r_grade_words"), Db.instant(row, "r_graded")),
        Db.instantOrNull(row, "r_forgotten"));
  }

  /** {@code [{"photo":"..","id":"..","marks":[[x,y,width,height]],"by":"..","at":"2026-..Z"}]}. */
  static String json(List<PublicPhoto> photos) {
    ArrayNode all = JsonMapper.shared().createArrayNode();
    for (PublicPhoto photo : photos) {
      ObjectNode one = all.addObject();
      one.put("photo", photo.photo()).put("id", photo.id());
      ArrayNode marks = one.putArray("marks");
      for (Mark mark : photo.marks()) {
        marks.addArray().add(mark.x()).add(mark.y()).add(mark.width()).add(mark.height());
      }
      one.put("by", photo.by()).put("at", photo.at().toString());
    }
    return JsonMapper.shared().writeValueAsString(all);
  }

  private static List<PublicPhoto> publicPhotos(String json) {
    List<PublicPhoto> photos = new ArrayList<>();
    for (JsonNode one : JsonMapper.shared().readTree(json)) {
      List<Mark> marks = new ArrayList<>();
      for (JsonNode m : one.path("marks")) {
        marks.add(
            new Mark(
                m.path(0).asDouble(),
                m.path(1).asDouble(),
                m.path(2).asDouble(),
                m.path(3).asDouble()));
      }
      photos.add(
          new PublicPhoto(
              one.path("photo").asString(),
              one.path("id").asString(),
              marks,
              one.path("by").asString(),
              Instant.parse(one.path("at").asString())));
    }
    return photos;
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
