package furong.store.cases;

import static furong.store.Db.orNone;
import static java.sql.Types.BIGINT;
import static java.sql.Types.BOOLEAN;
import static java.sql.Types.DOUBLE;
import static java.sql.Types.INTEGER;
import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;
import static java.sql.Types.VARCHAR;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseNumbers;
import furong.cases.CaseState;
import furong.cases.CaseStore.Deadlines;
import furong.cases.Dossier;
import furong.cases.Matter;
import furong.cases.Photo;
import furong.cases.Progress;
import furong.geo.LngLat;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of cases and timelines. */
final class CaseRows {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  /** What a new case is kept with, besides its number. */
  private static final String COLUMNS =
      """
      origin, title_zh, title_en, category, level, division, lng, lat, thing, alert, rule,
      procedure, description, simulated, opened_at, state, verified, organisation, handler, clocks,
      returns, reworks, handled_in_time, registered_at, closed_at, changed_at, version, due_at,
      closing_due_at, escalate_at
      """;

  private static final String PLACES =
      String.join(", ", Collections.nCopies(COLUMNS.split(",").length, "?"));

  /** The next number of a day; the row is locked until the transaction ends. */
  static final String NEXT =
      "insert into case_number as n (day, last) values (?, 1)"
          + " on conflict (day) do update set last = n.last + 1 returning last";

  private static final String NUMBERED =
      "select ? || lpad(last::text, greatest(?, length(last::text)), '0'), " + PLACES;

  static final String ADD =
      "insert into city_case (number, "
          + COLUMNS
          + ") values (?, "
          + PLACES
          + ") returning id, number";

  static final String ADD_NUMBERED =
      "with taken as ("
          + NEXT
          + ") insert into city_case (number, "
          + COLUMNS
          + ") "
          + NUMBERED
          + " from taken returning id, number";

  /** As {@link #ADD_NUMBERED}, with an id that was taken before. */
  static final String OPEN =
      "with taken as ("
          + NEXT
          + ") insert into city_case (number, "
          + COLUMNS
          + ", id) overriding system value "
          + NUMBERED
          + ", ? from taken returning id, number";

  /** The next so many numbers of a day: the last of them. */
  static final String NEXT_OF =
      "insert into case_number as n (day, last) values (?, ?)"
          + " on conflict (day) do update set last = n.last + ? returning last";

  /** The table of cases that have their number and their id. */
  static final String WHOLE = "city_case (number, " + COLUMNS + ", id)";

  static final String ADD_WHOLE =
      "insert into " + WHOLE + " overriding system value values (?, " + PLACES + ", ?)";

  /** So many ids of cases to come. */
  static final String IDS =
      "select nextval(pg_get_serial_sequence('city_case', 'id')) from generate_series(1, ?)";

  /** A step of a case, from the version before it. */
  static final String CHANGE =
      """
      update city_case set division = ?, level = ?, state = ?, verified = ?, organisation = ?, handler = ?,
        clocks = ?, returns = ?, reworks = ?, handled_in_time = ?, registered_at = ?,
        closed_at = ?, changed_at = ?, version = ?, due_at = ?, closing_due_at = ?,
        escalate_at = ?, assisting = ?, condition = ?, parent = ?, merged_into = ?, asked = ?,
        asked_by = ?, extensions = ?, escalation = ?, escalated_to = ?, reopened = ?,
        unrouted = ?, handled_at = ?, condition_asked = ?, condition_asked_by = ?
      where id = ? and version = ?
      """;

  /** The table of entries. */
  static final String ENTRIES =
      """
      case_event (case_id, version, at, by_id, by_name, role, kind, from_state, to_state, note,
        organisation, deadline, seconds_used, seconds_paused, photos, details)
      """;

  private static final String ENTRY = "insert into " + ENTRIES;

  private static final String TOLD = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** An entry of a timeline. */
  static final String APPEND = ENTRY + " values (?, " + TOLD;

  /**
   * A step with its entry. Where the version before is gone there is no case for the entry, which
   * must have one: the statement fails, and the transaction with it.
   */
  static final String STEP =
      "with changed as ("
          + CHANGE
          + " returning id) "
          + ENTRY
          + " values ((select id from changed), "
          + TOLD;

  static final String TIMELINE = "select * from case_event where case_id = ? order by version";

  static final String PHOTOS = "select * from case_photo where case_id = ? order by at, id";

  /** How many stands in its words: of a number that it is told later the database plans anew. */
  static final String PARTS =
      "select * from city_case where parent = ? order by due_at nulls last, id desc limit ";

  private CaseRows() {}

  /** What {@link #APPEND} and {@link #STEP} take of an entry. */
  private static List<@Nullable Object> told(CaseEvent e) {
    return Arrays.asList(
        e.version(),
        e.at(),
        e.by(),
        e.byName(),
        e.role(),
        e.kind(),
        e.from(),
        e.to(),
        e.note(),
        orNone(e.organisation(), VARCHAR),
        orNone(e.deadline(), TIMESTAMP_WITH_TIMEZONE),
        e.secondsUsed(),
        e.secondsPaused(),
        e.photos().toArray(String[]::new),
        new Json(JSON.writeValueAsString(e.details())));
  }

  /** What {@link #APPEND} takes. */
  static @Nullable Object[] entry(long caseId, CaseEvent e) {
    List<@Nullable Object> args = new ArrayList<>(List.of(caseId));
    args.addAll(told(e));
    return args.toArray();
  }

  /** What {@link #STEP} takes. */
  static @Nullable Object[] stepped(Case c, Deadlines deadlines, CaseEvent e) {
    List<@Nullable Object> args = new ArrayList<>(Arrays.asList(changed(c, deadlines)));
    args.addAll(told(e));
    return args.toArray();
  }

  /** What {@link #ADD_WHOLE} takes. */
  static @Nullable Object[] whole(Case c, Deadlines deadlines) {
    List<@Nullable Object> args = new ArrayList<>(List.of(c.number()));
    args.addAll(values(c, deadlines));
    args.add(c.id());
    return args.toArray();
  }

  private static Object level(Matter m) {
    return orNone(m.level() == null ? null : m.level().number(), INTEGER);
  }

  /** What moves with each step of a case, in the order of the columns from {@code state} on. */
  private static List<@Nullable Object> moving(Case c, Deadlines deadlines) {
    Progress p = c.progress();
    return Arrays.asList(
        p.state(),
        p.verified(),
        orNone(p.organisation(), VARCHAR),
        orNone(p.handler(), VARCHAR),
        new Json(ClockJson.write(p.clocks())),
        p.returns(),
        p.reworks(),
        orNone(p.handledInTime(), BOOLEAN),
        orNone(p.registeredAt(), TIMESTAMP_WITH_TIMEZONE),
        orNone(p.closedAt(), TIMESTAMP_WITH_TIMEZONE),
        c.changedAt(),
        c.version(),
        orNone(deadlines.due(), TIMESTAMP_WITH_TIMEZONE),
        orNone(deadlines.closing(), TIMESTAMP_WITH_TIMEZONE),
        orNone(deadlines.escalate(), TIMESTAMP_WITH_TIMEZONE));
  }

  /** What {@link #CHANGE} takes. */
  static @Nullable Object[] changed(Case c, Deadlines deadlines) {
    Dossier d = c.progress().dossier();
    List<@Nullable Object> args =
        new ArrayList<>(Arrays.asList(c.matter().division(), level(c.matter())));
    args.addAll(moving(c, deadlines));
    args.addAll(
        Arrays.asList(
            d.assisting().toArray(String[]::new),
            orNone(d.condition(), VARCHAR),
            orNone(d.ties().parent(), BIGINT),
            orNone(d.ties().mergedInto(), BIGINT),
            d.extension().asked(),
            orNone(d.extension().askedBy(), VARCHAR),
            d.extension().granted(),
            d.escalation().step(),
            orNone(d.escalation().to(), VARCHAR),
            d.reopened(),
            d.unrouted(),
            orNone(d.handledAt(), TIMESTAMP_WITH_TIMEZONE),
            orNone(d.change().asked(), VARCHAR),
            orNone(d.change().askedBy(), VARCHAR),
            c.id(),
            c.version() - 1));
    return args.toArray();
  }

  /** What {@link #ADD_NUMBERED} takes. */
  static List<@Nullable Object> numbered(LocalDate day, Case c, Deadlines deadlines) {
    List<@Nullable Object> args =
        new ArrayList<>(List.of(day, CaseNumbers.prefix(day), CaseNumbers.DIGITS));
    args.addAll(values(c, deadlines));
    return args;
  }

  /** In the order of {@link #COLUMNS}. */
  static List<@Nullable Object> values(Case c, Deadlines deadlines) {
    Matter m = c.matter();
    @Nullable LngLat at = m.location();
    List<@Nullable Object> args =
        new ArrayList<>(
            Arrays.asList(
                m.origin(),
                m.title().zh(),
                m.title().en(),
                m.category(),
                level(m),
                m.division(),
                orNone(at == null ? null : at.lng(), DOUBLE),
                orNone(at == null ? null : at.lat(), DOUBLE),
                orNone(m.thing(), BIGINT),
                orNone(m.alert(), VARCHAR),
                m.rule(),
                m.procedure(),
                m.description(),
                m.simulated(),
                c.openedAt()));
    args.addAll(moving(c, deadlines));
    return args;
  }

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
        new Dossier.Change(row.getString("condition_asked"), row.getString("condition_asked_by")),
        new Dossier.Escalation(row.getInt("escalation"), row.getString("escalated_to")),
        row.getInt("reopened"),
        row.getBoolean("unrouted"),
        Db.instantOrNull(row, "handled_at"));
  }

  /** Most entries have none. */
  private static Map<String, String> read(@Nullable String text) {
    return text == null || text.equals("{}") ? Map.of() : JSON.readValue(text, DETAILS);
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
        read(row.getString("details")));
  }

  static Photo photo(ResultSet row) throws SQLException {
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
