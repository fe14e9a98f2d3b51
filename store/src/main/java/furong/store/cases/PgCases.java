package furong.store.cases;

import furong.cases.Case;
import furong.cases.CaseEvent;
import furong.cases.CaseNumbers;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.Photo;
import furong.store.CopyRows;
import furong.store.Db;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cases, timelines and the records of photos in PostgreSQL. */
public final class PgCases implements CaseStore {

  /** Word for word as the partial indices have it. */
  static final String NOT_ENDED =
      "state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED')";

  /** Word for word as the index has it: what people report has neither and is not in it. */
  private static final String OF_RULES = "(rule <> '' or procedure <> '') and ";

  private static final String URGENT = " order by due_at nulls last, id desc limit ? offset ?";

  /**
   * So many cases that hold some words are fetched by their ids; of more, those wanted are sought.
   */
  private static final int FEW = 200;

  /** Ids taken at once: they lie close to those that others take, and a restart wastes few. */
  private static final int AHEAD = 16;

  private final Queue<Long> ids = new ArrayDeque<>();
  private final RecentCases recent = new RecentCases();

  private final Db db;

  public PgCases(Db db) {
    this.db = db;
  }

  @Override
  public int nextNumber(LocalDate day) {
    return db.find(CaseRows.NEXT, row -> row.getInt(1), day).orElseThrow();
  }

  @Override
  public Case add(Case c, Deadlines deadlines) {
    List<@Nullable Object> args = new ArrayList<>(List.of(c.number()));
    args.addAll(CaseRows.values(c, deadlines));
    return keep(CaseRows.ADD, c, args);
  }

  @Override
  public Case addNumbered(LocalDate day, Case c, Deadlines deadlines) {
    return keep(CaseRows.ADD_NUMBERED, c, CaseRows.numbered(day, c, deadlines));
  }

  private Case keep(String sql, Case c, List<@Nullable Object> args) {
    return db.find(
            sql, kept -> c.withId(kept.getLong(1)).withNumber(kept.getString(2)), args.toArray())
        .orElseThrow();
  }

  @Override
  public long nextId() {
    synchronized (ids) {
      if (ids.isEmpty()) {
        ids.addAll(db.list(CaseRows.IDS, row -> row.getLong(1), AHEAD));
      }
      return ids.remove();
    }
  }

  @Override
  public Supplier<Case> open(LocalDate day, Case c, Deadlines deadlines, CaseEvent first) {
    List<@Nullable Object> args = CaseRows.numbered(day, c, deadlines);
    args.add(c.id());
    List<Case> kept = new ArrayList<>(1);
    db.askLater(
        List.of(
            new Db.Part(
                CaseRows.OPEN, row -> kept.add(c.withNumber(row.getString(2))), args.toArray())));
    append(first);
    db.afterCommit(() -> kept.forEach(recent::saw));
    return () -> {
      if (kept.isEmpty()) {
        db.flush();
      }
      return kept.getFirst();
    };
  }

  @Override
  public List<Case> openAll(LocalDate day, List<Opening> openings) {
    int many = openings.size();
    if (many == 0) {
      return List.of();
    }
    int last = db.find(CaseRows.NEXT_OF, row -> row.getInt(1), day, many, many).orElseThrow();
    List<Long> fresh = db.list(CaseRows.IDS, row -> row.getLong(1), many);
    List<Case> kept = new ArrayList<>(many);
    List<@Nullable Object[]> rows = new ArrayList<>(many);
    List<@Nullable Object[]> entries = new ArrayList<>(many);
    for (int i = 0; i < many; i++) {
      Opening one = openings.get(i);
      long id = fresh.get(i);
      Case c = one.opened().withId(id).withNumber(CaseNumbers.of(day, last - many + 1 + i));
      rows.add(CaseRows.whole(c, one.deadlines()));
      entries.add(CaseRows.entry(id, one.first()));
      kept.add(c);
    }
    CopyRows.insert(db, CaseRows.WHOLE, CaseRows.ADD_WHOLE, rows);
    CopyRows.insert(db, CaseRows.ENTRIES, CaseRows.APPEND, entries);
    db.afterCommit(() -> kept.forEach(recent::saw));
    return kept;
  }

  /** The case as it is at first, what makes it the last one, and the entries: all in one way. */
  @Override
  public Supplier<Case> openAndWalk(
      LocalDate day, Case opened, Case last, Deadlines deadlines, List<CaseEvent> entries) {
    Supplier<Case> first = open(day, opened, deadlines, entries.getFirst());
    @Nullable Object[] change = CaseRows.changed(last, deadlines);
    change[change.length - 1] = opened.version();
    db.later(CaseRows.CHANGE, change);
    entries.stream().skip(1).forEach(this::append);
    Supplier<Case> kept = () -> last.withNumber(first.get().number());
    db.afterCommit(() -> recent.saw(kept.get()));
    return kept;
  }

  @Override
  public Optional<Case> find(long id) {
    Optional<Case> found = db.find("select * from city_case where id = ?", CaseRows::read, id);
    if (!db.running()) { // what a transaction sees of its own may come to nothing
      found.ifPresent(recent::saw);
    }
    return found;
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
  public Map<Long, Case> lockAll(List<Long> several) {
    return db
        .list(
            "select * from city_case where id = any(?) order by id for update",
            CaseRows::read,
            (Object) several.toArray(Long[]::new))
        .stream()
        .collect(Collectors.toMap(Case::id, Function.identity()));
  }

  @Override
  public Optional<Case> hold(long id, long version) {
    Optional<Case> seen = recent.find(id, version);
    return seen.isPresent() && db.dare() ? seen : lock(id);
  }

  @Override
  public boolean update(Case c, Deadlines deadlines) {
    boolean changed = db.update(CaseRows.CHANGE, CaseRows.changed(c, deadlines)) == 1;
    if (changed) {
      db.afterCommit(() -> recent.saw(c));
    }
    return changed;
  }

  /** When the version before is not there any more, the entry has no case, and all of it fails. */
  @Override
  public void step(Case c, Deadlines deadlines, CaseEvent event) {
    db.later(CaseRows.STEP, CaseRows.stepped(c, deadlines, event));
    db.afterCommit(() -> recent.saw(c));
  }

  @Override
  public void stepAll(List<Stepped> steps) {
    db.batch(
        CaseRows.STEP,
        steps.stream().map(s -> CaseRows.stepped(s.changed(), s.deadlines(), s.event())).toList());
    db.afterCommit(() -> steps.forEach(s -> recent.saw(s.changed())));
  }

  @Override
  public void append(CaseEvent e) {
    db.later(CaseRows.APPEND, CaseRows.entry(e.caseId(), e));
  }

  @Override
  public List<CaseEvent> timeline(long caseId) {
    return db.list(CaseRows.TIMELINE, CaseRows::event, caseId);
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
        new Db.Part(CaseRows.TIMELINE, row -> around.timeline().add(CaseRows.event(row)), caseId),
        new Db.Part(CaseRows.PHOTOS, row -> around.photos().add(CaseRows.photo(row)), caseId),
        new Db.Part(
            CaseRows.PARTS + mostParts, row -> around.parts().add(CaseRows.read(row)), caseId));
  }

  @Override
  public List<Case> list(Query query) {
    Optional<String> words = Where.words(query);
    List<Long> few =
        words.isEmpty()
            ? List.of()
            : db.list(
                CaseWords.HOLDING + " limit " + (FEW + 1),
                row -> row.getLong(1),
                CaseWords.pairs(words.get()),
                words.get(),
                words.get());
    if (words.isPresent() && few.isEmpty()) {
      return List.of();
    }
    Where where =
        words.isPresent() && few.size() <= FEW ? Where.among(query, few) : Where.of(query);
    return db.list(
        "select * from city_case" + where.sql() + URGENT,
        CaseRows::read,
        where.args(query.limit(), query.offset()));
  }

  @Override
  public long count(Query query) {
    Where where = Where.of(query);
    return db.find(
            "select count(*) from city_case" + where.sql(), row -> row.getLong(1), where.args())
        .orElse(0L);
  }

  @Override
  public List<Case> listTold(int limit) {
    return db.list(
        "select * from city_case where origin in ('PERSON', 'PATROL') and not simulated and description <> ''"
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
  public Set<Long> withOpenCase(Collection<Long> things) {
    return new HashSet<>(
        db.list(
            "select distinct thing from city_case where thing = any(?) and " + NOT_ENDED,
            row -> row.getLong(1),
            (Object) things.toArray(Long[]::new)));
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
    return db.list(CaseRows.PHOTOS, CaseRows::photo, caseId);
  }

  @Override
  public List<Photo> findPhoto(String id) {
    return db.list("select * from case_photo where id = ? order by at", CaseRows::photo, id);
  }
}
