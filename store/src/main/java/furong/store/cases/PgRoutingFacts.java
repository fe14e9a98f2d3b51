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

  /** Walks the open cases of the organisation once; who has none in hand has none to count. */
  @Override
  public List<Handler> handlers(String organisation) {
    return db.list(
        """
        select a.id, a.name_zh, a.name_en, count(c.id) as open
        from account a
        left join city_case c on c.handler = a.id and c.organisation = a.organisation
          and c.state = 'HANDLING' and %s
        where a.organisation = ? and 'STREET' = any(a.roles)
        group by a.id, a.name_zh, a.name_en order by a.id
        """
            .formatted(PgCases.NOT_ENDED.replace("state", "c.state")),
        row ->
            new Handler(
                row.getString("id"),
                Text.of(row.getString("name_zh"), row.getString("name_en")),
                row.getInt("open")),
        organisation);
  }
}
