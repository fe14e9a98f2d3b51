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
                Db.instantOrNull(row, "locked_until"),
                Db.instantOrNull(row, "closed_at")),
        login);
  }

  @Override
  public Optional<Account> account(String id) {
    return db.find("select * from account where id = ?", PgUsers::account, id);
  }

  @Override
  public List<User> list() {
    return db.list("select * from account where closed_at is null order by login", PgUsers::user);
  }

  @Override
  public List<Account> accounts() {
    return db.list("select * from account order by login", PgUsers::account);
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

  @Override
  public void change(User user) {
    db.update(
        """
        update account set name_zh = ?, name_en = ?, roles = ?, divisions = ?, organisation = ?
        where id = ?
        """,
        user.name().zh(),
        user.name().en(),
        user.roles().stream().map(Role::name).toArray(String[]::new),
        user.scope().divisions().toArray(String[]::new),
        user.organisation(),
        user.id());
  }

  @Override
  public void close(String id, Instant at) {
    db.update("update account set closed_at = ? where id = ?", at, id);
  }

  @Override
  public void reopen(String id) {
    db.update("update account set closed_at = null where id = ?", id);
  }

  @Override
  public void setPassword(String id, String passwordHash) {
    db.inOne(() -> {
      db.update(
          "update account set password_hash = ?, failures = 0, locked_until = null where id = ?",
          passwordHash,
          id);
      db.update("delete from account_link where account = ?", id);
    });
  }

  @Override
  public void expectPassword(String id, String tokenHash, Instant until) {
    db.update(
        """
        insert into account_link (account, token_hash, until_at) values (?, ?, ?)
        on conflict (account) do update
          set token_hash = excluded.token_hash, until_at = excluded.until_at
        """,
        id,
        tokenHash,
        until);
  }

  @Override
  public Optional<User> expected(String tokenHash, Instant now) {
    return db.find(
        """
        select a.* from account_link l join account a on a.id = l.account
        where l.token_hash = ? and l.until_at > ? and a.closed_at is null
        for update of l
        """,
        PgUsers::user,
        tokenHash,
        now);
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(user(row), Db.instantOrNull(row, "closed_at"));
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
