package furong.store.cases;

import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;
import static java.sql.Types.VARCHAR;

import furong.cases.Case;
import furong.cases.CaseState;
import furong.cases.CitizenReport;
import furong.cases.CitizenReport.Rating;
import furong.cases.Masking;
import furong.cases.Rectification;
import furong.cases.ReportStore;
import furong.geo.LngLat;
import furong.store.Db;
import furong.store.Db.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reports of people in PostgreSQL, beside their cases. */
public final class PgReports implements ReportStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String FROM =
      " from citizen_report r join city_case c on c.id = r.case_id"
          + " left join rectification m on m.report_id = r.id";

  /** The case's columns keep their names; the others are told apart by a letter. */
  private static final String ENTRY =
      "select c.*, r.id as r_id, r.source as r_source, r.client as r_client,"
          + " r.external_id as r_external, r.kind as r_kind, r.received_at as r_received,"
          + " r.reply_due as r_due, r.name as r_name, r.phone as r_phone, r.email as r_email,"
          + " r.words as r_words, r.attributes as r_attributes, r.media_url as r_media,"
          + " r.released_words as r_public, r.public_photos as r_photos, r.grade as r_grade,"
          + " r.grade_words as r_grade_words, r.graded_at as r_graded,"
          + " r.forgotten_at as r_forgotten, m.opened_at as m_opened, m.due_at as m_due,"
          + " m.called_at as m_called, m.called_by as m_called_by, m.call_note as m_note,"
          + " m.done_at as m_done, m.done_by as m_done_by, m.result as m_result"
          + FROM;

  /** A degree of latitude. */
  private static final double METRES_A_DEGREE = 111_195;

  private final Db db;

  public PgReports(Db db) {
    this.db = db;
  }

  @Override
  public Optional<CitizenReport> add(CitizenReport r, @Nullable String linkHash) {
    @Nullable Rating rating = r.rating();
    return db.find(
        """
        insert into citizen_report (case_id, source, client, external_id, link_hash, kind,
          received_at, reply_due, name, phone, email, words, attributes, media_url,
          released_words, public_photos, grade, grade_words, graded_at, forgotten_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing returning id
        """,
        row -> r.with(row.getLong(1), r.caseId()),
        r.caseId(),
        r.source(),
        r.client(),
        r.externalId(),
        Db.orNone(linkHash, VARCHAR),
        Db.orNone(r.kind() == null ? null : r.kind().name(), VARCHAR),
        r.receivedAt(),
        Db.orNone(r.replyDue(), TIMESTAMP_WITH_TIMEZONE),
        r.contact().name(),
        r.contact().phone(),
        r.contact().email(),
        r.words(),
        new Json(JSON.writeValueAsString(r.attributes())),
        r.mediaUrl(),
        r.releasedWords(),
        new Json(ReportRows.json(r.publicPhotos())),
        Db.orNone(rating == null ? null : rating.grade().name(), VARCHAR),
        rating == null ? "" : rating.words(),
        Db.orNone(rating == null ? null : rating.at(), TIMESTAMP_WITH_TIMEZONE),
        Db.orNone(r.forgottenAt(), TIMESTAMP_WITH_TIMEZONE));
  }

  @Override
  public Optional<Entry> findByLink(String linkHash) {
    return db.find(ENTRY + " where r.link_hash = ?", ReportRows::entry, linkHash);
  }

  @Override
  public Optional<Entry> findByCase(long caseId) {
    return db.find(ENTRY + " where r.case_id = ?", ReportRows::entry, caseId);
  }

  @Override
  public boolean isPublic(String copy) {
    return db.find(
            "select 1 from citizen_report where public_photos @> ? limit 1",
            row -> true,
            new Json(JSON.writeValueAsString(List.of(Map.of("id", copy)))))
        .isPresent();
  }

  @Override
  public Optional<Entry> findByExternalId(long client, String externalId) {
    return db.find(
        ENTRY + " where r.client = ? and r.external_id = ? and r.external_id <> ''",
        ReportRows::entry,
        client,
        externalId);
  }

  @Override
  public Optional<Entry> findHotline(String externalId) {
    return db.find(
        ENTRY
            + " where r.source = 'HOTLINE' and r.external_id <> '' and r.external_id = ?"
            + " order by r.id limit 1",
        ReportRows::entry,
        externalId);
  }

  @Override
  public Optional<Entry> lock(long caseId) {
    return db.find(ENTRY + " where r.case_id = ? for update of r", ReportRows::entry, caseId);
  }

  @Override
  public void save(CitizenReport r) {
    @Nullable Rating rating = r.rating();
    db.update(
        """
        update citizen_report set name = ?, phone = ?, email = ?, words = ?, attributes = ?,
          media_url = ?, released_words = ?, public_photos = ?, grade = ?, grade_words = ?,
          graded_at = ?, forgotten_at = ? where id = ?
        """,
        r.contact().name(),
        r.contact().phone(),
        r.contact().email(),
        r.words(),
        new Json(JSON.writeValueAsString(r.attributes())),
        r.mediaUrl(),
        r.releasedWords(),
        new Json(ReportRows.json(r.publicPhotos())),
        rating == null ? null : rating.grade(),
        rating == null ? "" : rating.words(),
        rating == null ? null : rating.at(),
        r.forgottenAt(),
        r.id());
  }

  @Override
  public void save(Rectification m) {
    db.update(
        """
        insert into rectification (report_id, opened_at, due_at, called_at, called_by, call_note,
          done_at, done_by, result) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (report_id) do update set called_at = excluded.called_at,
          called_by = excluded.called_by, call_note = excluded.call_note,
          done_at = excluded.done_at, done_by = excluded.done_by, result = excluded.result
        """,
        m.reportId(),
        m.openedAt(),
        m.dueAt(),
        m.calledAt(),
        m.calledBy(),
        m.callNote(),
        m.doneAt(),
        m.doneBy(),
        m.result());
  }

  @Override
  public List<Entry> list(Query query) {
    Where where = where(query);
    return db.list(
        ENTRY + where.sql() + " order by r.received_at desc, r.id desc limit ? offset ?",
        ReportRows::entry,
        where.args(query.limit(), query.offset()));
  }

  @Override
  public long count(Query query) {
    Where where = where(query);
    return db.find("select count(*)" + FROM + where.sql(), row -> row.getLong(1), where.args())
        .orElse(0L);
  }

  private static Where where(Query q) {
    Where where = new Where().within("c.division", q.within());
    if (!q.numbers().isEmpty()) {
      where.and("c.number = any(?)", (Object) q.numbers().toArray(String[]::new));
    }
    if (!q.categories().isEmpty()) {
      where.and("c.category = any(?)", (Object) q.categories().toArray(String[]::new));
    }
    if (q.from() != null) {
      where.and("r.received_at >= ?", q.from());
    }
    if (q.to() != null) {
      where.and("r.received_at < ?", q.to());
    }
    if (q.ended() != null) {
      where.and(q.ended() ? "c.state = any(?)" : "c.state <> all(?)", (Object) endedStates());
    }
    return switch (q.view()) {
      case ALL -> where;
      case OVERDUE -> where.and("r.reply_due < ? and c.state <> all(?)", q.at(), endedStates());
      case RECTIFY -> where.and("m.opened_at is not null and m.done_at is null");
      case RATED -> where.and("r.grade is not null");
    };
  }

  private static String[] endedStates() {
    return Arrays.stream(CaseState.values())
        .filter(CaseState::ended)
        .map(Enum::name)
        .toArray(String[]::new);
  }

  @Override
  public List<Case> near(LngLat place, double metres, Instant since, boolean told, int limit) {
    double north = metres / METRES_A_DEGREE;
    double east = north / Math.cos(Math.toRadians(place.lat()));
    return db.list(
        "select c.* from case_place p join city_case c on c.id = p.case_id"
            + " where p.place <@ box(point(?, ?), point(?, ?))"
            + " and c.state <> all(?) and c.opened_at > ?"
            + " and (not ? or exists (select from citizen_report r where r.case_id = c.id))"
            + " order by point((c.lng - ?) * ?, c.lat - ?) <-> point(0, 0), c.id limit ?",
        CaseRows::read,
        place.lng() - east,
        place.lat() - north,
        place.lng() + east,
        place.lat() + north,
        endedStates(),
        since,
        told,
        place.lng(),
        Math.cos(Math.toRadians(place.lat())),
        place.lat(),
        limit);
  }

  @Override
  public List<Long> endedBefore(Instant before, int limit) {
    return db.list(
        "select c.id from citizen_report r join city_case c on c.id = r.case_id"
            + " where r.forgotten_at is null and c.state = any(?) and c.changed_at < ?"
            + " order by c.id limit ?",
        row -> row.getLong(1),
        endedStates(),
        before,
        limit);
  }

  /**
   * Empties the description though the desk owns it: nobody else ever changes one, and a case that
   * has ended is at rest.
   */
  @Override
  public List<String> erase(long caseId, String by) {
    db.update("update city_case set description = '' where id = ?", caseId);
    db.list(
            "select id, note from case_event where case_id = ? and note <> ''",
            row -> Map.entry(row.getLong("id"), row.getString("note")),
            caseId)
        .forEach(kept -> {
          String masked = Masking.words(kept.getValue());
          if (!masked.equals(kept.getValue())) {
            db.update("update case_event set note = ? where id = ?", masked, kept.getKey());
          }
        });
    db.update(
        "update rectification set call_note = '' where report_id ="
            + " (select id from citizen_report where case_id = ?)",
        caseId);
    return db.list(
        """
        with gone as (delete from case_photo where case_id = ? and by_id = ? returning id)
        select distinct id from gone g where not exists (
          select 1 from case_photo p
          where p.id = g.id and (p.case_id is distinct from ? or p.by_id <> ?))
        """,
        row -> row.getString(1),
        caseId,
        by,
        caseId,
        by);
  }
}
