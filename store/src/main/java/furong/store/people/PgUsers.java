package furong.store.people;

import furong.base.Text;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.people.UserStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users in PostgreSQL. */
public final class PgUsers implements UserStore {

  private final Db db;

  public PgUsers(Db db) {
    this.db = db;
  }

  @Override
  public Optional<User> find(String id) {
    return db.find("select * from account where id = ?", PgUsers::user, id);
  }

  @Override
  public Optional<Credentials> credentials(String login) {
    return db.find(
        "select * from account where login = ?",
        row ->
            new Credentials(
                user(row),
                row.getString("password_hash"),
                row.getInt("failures"),
                Db.instantOrNull(row, "locked_until")),
        login);
  }

  @Override
  public List<User> list() {
    return db.list("select * from account order by login", PgUsers::user);
  }

  @Override
  public void add(User user, String passwordHash, Instant at) {
    int added =
        db.update(
            """
            insert into account
              (id, login, name_zh, name_en, roles, divisions, organisation, password_hash, made_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            user.id(),
            user.login(),
            user.name().zh(),
            user.name().en(),
            user.roles().stream().map(Role::name).toArray(String[]::new),
            user.scope().divisions().toArray(String[]::new),
            user.organisation(),
            passwordHash,
            at);
    if (added == 0) {
      throw new IllegalStateException("there is a user " + user.login() + " already");
    }
  }

  @Override
  public int failed(String id) {
    return db.find(
            "update account set failures = failures + 1 where id = ? returning failures",
            row -> row.getInt(1),
            id)
        .orElse(0);
  }

  @Override
  public void lock(String id, Instant until) {
    db.update("update account set locked_until = ? where id = ?", until, id);
  }

  @Override
  public void forgive(String id) {
    db.update("update account set failures = 0, locked_until = null where id = ?", id);
  }

  static User user(ResultSet row) throws SQLException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    texts(row, "roles").forEach(role -> roles.add(Role.valueOf(role)));
    return new User(
        row.getString("id"),
        row.getString("login"),
        Text.of(row.getString("name_zh"), row.getString("name_en")),
        roles,
        new Scope(texts(row, "divisions")),
        row.getString("organisation"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
