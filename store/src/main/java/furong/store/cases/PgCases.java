package furong.store.cases;

import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseNumbers;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.Photo;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cases, timelines and the records of photos in PostgreSQL. */
public final class PgCases implements CaseStore {

  /** Word for word as the partial indices have it. */
  static final String NOT_ENDED =
      "state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED')";

  /** Word for word as the index has it: what people report has neither and is not in it. */
  private static final String OF_RULES = "(rule <> '' or procedure <> '') and ";

  private static final Pattern NUMBER = Pattern.compile("(?i)cj-[0-9-]*");

  /** The index of words is asked first and by itself: no other order of work is nearly as fast. */
  private static final String WORDS =
      "id in (select case_id from case_words where case_bigrams(words) @> case_bigrams(?)"
          + " and position(? in lower(words)) > 0)";

  private static final String TIMELINE =
      "select * from case_event where case_id = ? order by version";

  private static final String PHOTOS = "select * from case_photo where case_id = ? order by at, id";

  private static final String URGENT = " order by due_at nulls last, id desc limit ? offset ?";

  private static final String NEXT =
      "insert into case_number as n (day, last) values (?, 1)"
          + " on conflict (day) do update set last = n.last + 1 returning last";

  private final Db db;

  public PgCases(Db db) {
    this.db = db;
  }

  @Override
  public int nextNumber(LocalDate day) {
    return db.find(NEXT, row -> row.getInt(1), day).orElseThrow();
  }

  @Override
  public Case add(Case c, Deadlines deadlines) {
    return insert("values (?, " + CaseRows.PLACES + ")", c, deadlines, c.number());
  }

  @Override
  public Case addNumbered(LocalDate day, Case c, Deadlines deadlines) {
    return insert(
        "select ? || lpad(last::text, greatest(?, length(last::text)), '0'), "
            + CaseRows.PLACES
            + " from taken",
        c,
        deadlines,
        day,
        CaseNumbers.prefix(day),
        CaseNumbers.DIGITS);
  }

  private Case insert(String row, Case c, Deadlines deadlines, Object... first) {
    String taken = first.length > 1 ? "with taken as (" + NEXT + ") " : "";
    List<@Nullable Object> args = new ArrayList<>(List.of(first));
    args.addAll(CaseRows.values(c, deadlines));
    return db.find(
            taken
                + "insert into city_case (number, "
                + CaseRows.COLUMNS
                + ") "
                + row
                + " returning id, number",
            kept -> c.withId(kept.getLong(1)).withNumber(kept.getString(2)),
            args.toArray())
        .orElseThrow();
  }

  @Override
  public Optional<Case> find(long id) {
    return db.find("select * from city_case where id = ?", CaseRows::read, id);
  }

  @Override
  public Optional<Case> findByNumber(String number) {
    return db.find("select * from city_case where number = ?", CaseRows::read, number);
  }

  @Override
  public List<Long> listToEscalate(Instant now, int limit) {
    return db.list(
        "select id from city_case where escalate_at <= ? order by escalate_at limit ?",
        row -> row.getLong(1),
        now,
        limit);
  }

  @Override
  public void reschedule(long id, Deadlines deadlines) {
    db.update(
        "update city_case set due_at = ?, closing_due_at = ?, escalate_at = ? where id = ?",
        deadlines.due(),
        deadlines.closing(),
        deadlines.escalate(),
        id);
  }

  @Override
  public int countOpenChildren(long parent) {
    return db.find(
            "select count(*) from city_case where parent = ? and " + NOT_ENDED,
            row -> row.getInt(1),
            parent)
        .orElse(0);
  }

  @Override
  public Optional<Case> lock(long id) {
    return db.find("select * from city_case where id = ? for update", CaseRows::read, id);
  }

  @Override
  public boolean update(Case c, Deadlines deadlines) {
    return db.update(CaseRows.CHANGE, CaseRows.changed(c, deadlines)) == 1;
  }

  /** A version that somebody else has written has its entry in the timeline: a second one fails. */
  @Override
  public void step(Case c, Deadlines deadlines, CaseEvent event) {
    db.later(CaseRows.CHANGE, CaseRows.changed(c, deadlines));
    append(event);
  }

  @Override
  public void append(CaseEvent e) {
    db.later(
        """
        insert into case_event (case_id, version, at, by_id, by_name, role, kind, from_state,
          to_state, note, organisation, deadline, seconds_used, seconds_paused, photos, details)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        e.caseId(),
        e.version(),
        e.at(),
        e.by(),
        e.byName(),
        e.role(),
        e.kind(),
        e.from(),
        e.to(),
        e.note(),
        Db.orNone(e.organisation(), Types.VARCHAR),
        Db.orNone(e.deadline(), Types.TIMESTAMP_WITH_TIMEZONE),
        e.secondsUsed(),
        e.secondsPaused(),
        e.photos().toArray(String[]::new),
        new Json(CaseRows.details(e.details())));
  }

  @Override
  public List<CaseEvent> timeline(long caseId) {
    return db.list(TIMELINE, CaseRows::event, caseId);
  }

  @Override
  public Around around(long caseId, int mostParts) {
    Around around = new Around(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    db.together(parts(around, caseId, mostParts));
    return around;
  }

  @Override
  public Supplier<Around> aroundLater(long caseId, int mostParts) {
    Around around = new Around(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    db.askLater(parts(around, caseId, mostParts));
    return () -> around;
  }

  private static List<Db.Part> parts(Around around, long caseId, int mostParts) {
    return List.of(
        new Db.Part(TIMELINE, row -> around.timeline().add(CaseRows.event(row)), caseId),
        new Db.Part(PHOTOS, row -> around.photos().add(photo(row)), caseId),
        new Db.Part(
            "select * from city_case where parent = ?" + URGENT,
            row -> around.parts().add(CaseRows.read(row)),
            caseId,
            mostParts,
            0));
  }

  @Override
  public List<Case> list(Query query) {
    Where where = where(query);
    return db.list(
        "select * from city_case" + where.sql() + URGENT,
        CaseRows::read,
        where.args(query.limit(), query.offset()));
  }

  @Override
  public long count(Query query) {
    Where where = where(query);
    return db.find(
            "select count(*) from city_case" + where.sql(), row -> row.getLong(1), where.args())
        .orElse(0L);
  }

  private static Where where(Query q) {
    Where where = new Where().within("division", q.within());
    if (!q.states().isEmpty()) {
      where.and(
          "state = any(?)", (Object) q.states().stream().map(Enum::name).toArray(String[]::new));
      if (q.states().stream().noneMatch(CaseState::ended)) {
        where.and(NOT_ENDED); // says the same once more, in the words of the partial index
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
    also(q.also(), where);
    return search(where, q.text());
  }

  private static void also(Also also, Where where) {
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
  }

  /** By the beginning of a number when it looks like one, else by any part of the words. */
  private static Where search(Where where, @Nullable String text) {
    if (text != null && NUMBER.matcher(text.strip()).matches()) {
      return where.and("number like ?", text.strip().toUpperCase(Locale.ROOT) + "%");
    }
    if (text != null && text.length() > 1) {
      where.and(WORDS, text, text.toLowerCase(Locale.ROOT));
    }
    return where.contains(text, "number", "title_zh", "title_en", "description");
  }

  @Override
  public List<Case> listTold(int limit) {
    return db.list(
        "select * from city_case where origin = 'PERSON' and not simulated and description <> ''"
            + " and registered_at is not null and state <> 'CANCELLED' order by id desc limit ?",
        CaseRows::read,
        limit);
  }

  @Override
  public Map<CaseState, Long> countByState(List<String> within) {
    Where where = new Where().within("division", within);
    Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
    db.list(
        "select state, count(*) as n from city_case" + where.sql() + " group by state",
        row -> counts.put(CaseState.valueOf(row.getString("state")), row.getLong("n")),
        where.args());
    return counts;
  }

  @Override
  public Optional<Case> findOpenOnThing(String rule, String procedure, long thing) {
    return db.find(
        "select * from city_case where thing = ? and "
            + NOT_ENDED
            + " and (rule = ? or (? <> '' and procedure = ?)) order by id limit 1",
        CaseRows::read,
        thing,
        rule,
        procedure,
        procedure);
  }

  @Override
  public Optional<Case> findOpenOfDivision(String rule, String division) {
    return db.find(
        "select * from city_case where division = ? and rule = ? and thing is null and "
            + OF_RULES
            + NOT_ENDED
            + " order by id limit 1",
        CaseRows::read,
        division,
        rule);
  }

  @Override
  public Optional<Case> findOpenInDivision(String procedure, String division) {
    return db.find(
        "select * from city_case where division = ? and procedure = ? and "
            + OF_RULES
            + NOT_ENDED
            + " order by id limit 1",
        CaseRows::read,
        division,
        procedure);
  }

  @Override
  public void addPhoto(Photo p) {
    db.later(
        "insert into case_photo (id, case_id, stage, by_id, at, width, height)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        p.id(),
        p.caseId(),
        p.stage(),
        p.by(),
        p.at(),
        p.width(),
        p.height());
  }

  @Override
  public int claimPhotos(List<String> photos, long caseId, String by) {
    return db.update(
        "update case_photo set case_id = ? where case_id is null and by_id = ? and id = any(?)",
        caseId,
        by,
        photos.toArray(String[]::new));
  }

  @Override
  public List<Photo> photos(long caseId) {
    return db.list(PHOTOS, PgCases::photo, caseId);
  }

  @Override
  public List<Photo> findPhoto(String id) {
    return db.list("select * from case_photo where id = ? order by at", PgCases::photo, id);
  }

  private static Photo photo(java.sql.ResultSet row) throws java.sql.SQLException {
    @Nullable Long caseId = PgAlerts.longOrNull(row, "case_id");
    return new Photo(
        row.getString("id"),
        caseId,
        row.getString("stage"),
        row.getString("by_id"),
        Db.instant(row, "at"),
        row.getInt("width"),
        row.getInt("height"));
  }
}
