package furong.store.cases;

import furong.base.Text;
import furong.cases.Dispatcher.Facts;
import furong.cases.Dispatcher.Handler;
import furong.cases.Dispatcher.Owned;
import furong.store.Db;
import java.util.List;
import java.util.Optional;

/**
 * What routing asks, in PostgreSQL: a thing says in its properties who owns it ({@code {"owner":
 * "street-office-510104017"}}, the id of an organisation), and who has an account in an
 * organisation with the role of a handler has so many cases in hand.
 */
public final class PgRoutingFacts implements Facts {

  private final Db db;

  public PgRoutingFacts(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Owned> owned(long thing) {
    return db.find(
        "select name, properties ->> 'owner' as owner from sta_thing"
            + " where id = ? and properties ->> 'owner' <> ''",
        row -> new Owned(row.getString("name"), row.getString("owner")),
        thing);
  }

  /** Of each of them the cases in hand are counted by an index that holds no others. */
  @Override
  public List<Handler> handlers(String organisation) {
    return db.list(
        """
        select a.id, a.name_zh, a.name_en, (select count(*) from city_case c
          where c.handler = a.id and c.organisation = a.organisation and c.state = 'HANDLING') as open
        from account a
        where a.organisation = ? and 'STREET' = any(a.roles)
        order by a.id
        """,
        row ->
            new Handler(
                row.getString("id"),
                Text.of(row.getString("name_zh"), row.getString("name_en")),
                row.getInt("open")),
        organisation);
  }
}
