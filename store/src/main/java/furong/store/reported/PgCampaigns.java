package furong.store.reported;

import furong.base.Period;
import furong.reported.Campaign;
import furong.reported.CampaignState;
import furong.reported.CampaignStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@link CampaignStore} on {@code collection_campaign}. */
public final class PgCampaigns implements CampaignStore {

  private final Db db;

  public PgCampaigns(Db db) {
    this.db = db;
  }

  @Override
  public void hold(Period year) {
    db.list("select pg_advisory_xact_lock(hashtext(?))", row -> true, "campaign/" + year.text());
  }

  @Override
  public Campaign add(Campaign c) {
    return db.find(
            "insert into collection_campaign (year, dimensions, divisions, deadline, remind_days,"
                + " state, opened_by, opened_at, closed_at, words, version)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            row -> c.withId(row.getLong("id")),
            c.year().text(),
            c.dimensions().toArray(String[]::new),
            c.divisions().toArray(String[]::new),
            c.deadline(),
            c.remindDays(),
            c.state(),
            c.openedBy(),
            c.openedAt(),
            c.closedAt(),
            c.words(),
            c.version())
        .orElseThrow();
  }

  @Override
  public Optional<Campaign> find(long id) {
    return db.find("select * from collection_campaign where id = ?", PgCampaigns::campaign, id);
  }

  @Override
  public Optional<Campaign> lock(long id) {
    return db.find(
        "select * from collection_campaign where id = ? for update", PgCampaigns::campaign, id);
  }

  @Override
  public void put(Campaign c) {
    db.update(
        "update collection_campaign set deadline = ?, state = ?, closed_at = ?, words = ?,"
            + " version = ? where id = ?",
        c.deadline(),
        c.state(),
        c.closedAt(),
        c.words(),
        c.version(),
        c.id());
  }

  @Override
  public List<Campaign> of(Period year) {
    return db.list(
        "select * from collection_campaign where year = ? order by id",
        PgCampaigns::campaign,
        year.text());
  }

  @Override
  public List<Campaign> list() {
    return db.list(
        "select * from collection_campaign order by year desc, id desc", PgCampaigns::campaign);
  }

  private static Campaign campaign(ResultSet row) throws SQLException {
    return new Campaign(
        row.getLong("id"),
        Period.parse(row.getString("year")),
        List.of((String[]) row.getArray("dimensions").getArray()),
        List.of((String[]) row.getArray("divisions").getArray()),
        Db.instant(row, "deadline"),
        row.getInt("remind_days"),
        CampaignState.valueOf(row.getString("state")),
        row.getString("opened_by"),
        Db.instant(row, "opened_at"),
        Db.instantOrNull(row, "closed_at"),
        row.getString("words"),
        row.getLong("version"));
  }
}
