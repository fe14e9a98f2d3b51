package furong.store.plan;

import furong.base.Level;
import furong.base.Text;
import furong.plan.RegisterEntry;
import furong.plan.RegisterState;
import furong.plan.RegisterStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers in PostgreSQL. */
public final class PgRegister implements RegisterStore {

  private static final String MATCHING =
      " from plan_register where sort = ? and (cardinality(?) = 0 or state = any(?))";

  private final Db db;

  public PgRegister(Db db) {
    this.db = db;
  }

  @Override
  public RegisterEntry add(RegisterEntry e) {
    return db.find(
            """
            insert into plan_register (sort, state, title_zh, title_en, words, item, unit, level,
              contact, until, added_at, changed_at, published_at, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
            """,
            PgRegister::read,
            e.sort(),
            e.state(),
            e.title().zh(),
            e.title().en(),
            e.words(),
            e.item(),
            e.unit(),
            number(e.level()),
            e.contact(),
            e.until(),
            e.addedAt(),
            e.changedAt(),
            e.publishedAt(),
            e.version())
        .orElseThrow();
  }

  private static @Nullable Integer number(@Nullable Level level) {
    return level == null ? null : Integer.valueOf(level.number());
  }

  @Override
  public Optional<RegisterEntry> find(long id) {
    return db.find("select * from plan_register where id = ?", PgRegister::read, id);
  }

  @Override
  public boolean update(RegisterEntry e) {
    return db.update(
            """
            update plan_register set state = ?, level = ?, changed_at = ?, published_at = ?, version = ?
            where id = ? and version = ?
            """,
            e.state(),
            number(e.level()),
            e.changedAt(),
            e.publishedAt(),
            e.version(),
            e.id(),
            e.version() - 1)
        == 1;
  }

  @Override
  public List<RegisterEntry> list(
      RegisterEntry.Sort sort, Set<RegisterState> states, int offset, int limit) {
    String[] names = names(states);
    return db.list(
        "select *" + MATCHING + " order by changed_at desc, id desc limit ? offset ?",
        PgRegister::read,
        sort,
        names,
        names,
        limit,
        offset);
  }

  @Override
  public long count(RegisterEntry.Sort sort, Set<RegisterState> states) {
    String[] names = names(states);
    return db.find("select count(*)" + MATCHING, row -> row.getLong(1), sort, names, names)
        .orElse(0L);
  }

  private static String[] names(Set<RegisterState> states) {
    return states.stream().map(Enum::name).toArray(String[]::new);
  }

  private static RegisterEntry read(ResultSet row) throws SQLException {
    int level = row.getInt("level");
    @Nullable Level known = row.wasNull() ? null : Level.values()[level - 1];
    return new RegisterEntry(
        row.getLong("id"),
        RegisterEntry.Sort.valueOf(row.getString("sort")),
        RegisterState.valueOf(row.getString("state")),
        Text.of(row.getString("title_zh"), row.getString("title_en")),
        row.getString("words"),
        row.getString("item"),
        row.getString("unit"),
        known,
        row.getString("contact"),
        row.getObject("until", LocalDate.class),
        Db.instant(row, "added_at"),
        Db.instant(row, "changed_at"),
        Db.instantOrNull(row, "published_at"),
        row.getLong("version"));
  }
}
