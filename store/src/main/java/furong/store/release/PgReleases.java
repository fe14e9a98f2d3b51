package furong.store.release;

import furong.release.PackVersion;
import furong.release.Proposal;
import furong.release.ReleaseStore;
import furong.release.Signed;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Versions of packs and proposals in PostgreSQL. */
public final class PgReleases implements ReleaseStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

  private final Db db;

  public PgReleases(Db db) {
    this.db = db;
  }

  @Override
  public void put(PackVersion v) {
    db.update(
        """
        insert into pack_version (pack, number, kind, held, files,
          proposed_by, proposed_login, proposed_at, proposed_why,
          released_by, released_login, released_at, released_why, from_at, in_force_at, back)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (pack, number) do update set in_force_at = excluded.in_force_at
          where pack_version.released_at = excluded.released_at
        """,
        v.pack(),
        v.number(),
        v.kind().name(),
        v.held(),
        new Json(JSON.writeValueAsString(v.files())),
        v.proposed().by(),
        v.proposed().login(),
        v.proposed().at(),
        v.proposed().why(),
        v.released().by(),
        v.released().login(),
        v.released().at(),
        v.released().why(),
        v.from(),
        v.inForce(),
        v.back());
  }

  @Override
  public Optional<PackVersion> findVersion(String pack, long number) {
    return db.find(
        "select * from pack_version where pack = ? and number = ?",
        PgReleases::version,
        pack,
        number);
  }

  @Override
  public Optional<Long> numberAt(String pack, Instant at) {
    return db.find(
        "select number from pack_version where pack = ? and in_force_at <= ?"
            + " order by number desc limit 1",
        row -> row.getLong(1),
        pack,
        at);
  }

  @Override
  public List<PackVersion> newest() {
    return db.list(
        "select distinct on (pack) * from pack_version order by pack, number desc",
        PgReleases::version);
  }

  @Override
  public List<PackVersion> inForce() {
    return db.list(
        "select distinct on (pack) * from pack_version where in_force_at is not null"
            + " order by pack, number desc",
        PgReleases::version);
  }

  @Override
  public List<PackVersion> waiting() {
    return db.list(
        "select * from pack_version where in_force_at is null order by pack, number",
        PgReleases::version);
  }

  @Override
  public List<PackVersion> versions(String pack, int offset, int limit) {
    return db.list(
        "select * from pack_version where pack = ? order by number desc limit ? offset ?",
        PgReleases::version,
        pack,
        limit,
        offset);
  }

  @Override
  public long countVersions(String pack) {
    return count("select count(*) from pack_version where pack = ?", pack);
  }

  private long count(String sql, String pack) {
    return db.find(sql, row -> row.getLong(1), pack).orElse(0L);
  }

  private static PackVersion version(ResultSet row) throws SQLException {
    return new PackVersion(
        row.getString("pack"),
        row.getLong("number"),
        PackVersion.Kind.valueOf(row.getString("kind")),
        row.getBoolean("held"),
        JSON.readValue(row.getString("files"), FILES),
        signed(row, "proposed"),
        signed(row, "released"),
        Db.instant(row, "from_at"),
        Db.instantOrNull(row, "in_force_at"),
        row.getObject("back", Long.class));
  }

  private static Signed signed(ResultSet row, String what) throws SQLException {
    return new Signed(
        row.getString(what + "_by"),
        row.getString(what + "_login"),
        Db.instant(row, what + "_at"),
        row.getString(what + "_why"));
  }

  @Override
  public Proposal add(Proposal p) {
    return p.withId(
        db.find(
                """
                insert into pack_proposal (pack, base, files, back, state,
                  proposed_by, proposed_login, proposed_at, proposed_why)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                row -> row.getLong(1),
                p.pack(),
                p.base(),
                new Json(JSON.writeValueAsString(p.files())),
                p.back(),
                p.state().name(),
                p.proposed().by(),
                p.proposed().login(),
                p.proposed().at(),
                p.proposed().why())
            .orElseThrow());
  }

  @Override
  public Optional<Proposal> findProposal(long id) {
    return db.find("select * from pack_proposal where id = ?", PgReleases::proposal, id);
  }

  @Override
  public boolean decide(Proposal p) {
    @Nullable Signed by = p.decided();
    if (by == null) {
      throw new IllegalArgumentException("nobody decided proposal " + p.id());
    }
    Instant at = by.at();
    return db.update(
            """
            update pack_proposal set state = ?, decided_by = ?, decided_login = ?, decided_at = ?,
              decided_why = ? where id = ? and state = 'OPEN'
            """,
            p.state().name(),
            by.by(),
            by.login(),
            at,
            by.why(),
            p.id())
        == 1;
  }

  @Override
  public List<Proposal> proposals(String pack, int offset, int limit) {
    return db.list(
        "select * from pack_proposal where pack = ? order by state <> 'OPEN', id desc"
            + " limit ? offset ?",
        PgReleases::proposal,
        pack,
        limit,
        offset);
  }

  @Override
  public long countProposals(String pack) {
    return count("select count(*) from pack_proposal where pack = ?", pack);
  }

  private static Proposal proposal(ResultSet row) throws SQLException {
    return new Proposal(
        row.getLong("id"),
        row.getString("pack"),
        row.getLong("base"),
        JSON.readValue(row.getString("files"), FILES),
        row.getObject("back", Long.class),
        Proposal.State.valueOf(row.getString("state")),
        signed(row, "proposed"),
        row.getString("decided_by") == null ? null : signed(row, "decided"));
  }
}
