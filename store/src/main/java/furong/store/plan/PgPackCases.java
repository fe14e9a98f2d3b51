package furong.store.plan;

import furong.base.DivisionCode;
import furong.base.Text;
import furong.plan.PackCases;
import furong.store.Db;
import java.util.List;

/** The cases that scene packs opened, read from the cases' own table. */
public final class PgPackCases implements PackCases {

  /** A case belongs to the pack whose name its procedure or its rule begins with. */
  private static final String OF_PACKS =
      " from city_case where (split_part(procedure, '.', 1) = any(?)"
          + " or split_part(rule, '.', 1) = any(?)) and division like ?";

  private final Db db;

  public PgPackCases(Db db) {
    this.db = db;
  }

  @Override
  public Counts count(List<String> packs, String division) {
    String[] names = packs.toArray(String[]::new);
    return db.find(
            "select count(*) as total,"
                + " count(*) filter (where state not in ('CLOSED', 'REJECTED')) as open"
                + OF_PACKS,
            row -> new Counts(row.getLong("total"), row.getLong("open")),
            names,
            names,
            DivisionCode.stem(division) + "%")
        .orElse(new Counts(0, 0));
  }

  @Override
  public List<Line> latest(List<String> packs, String division, int limit) {
    String[] names = packs.toArray(String[]::new);
    return db.list(
        "select id, number, title_zh, title_en, state, simulated, opened_at"
            + OF_PACKS
            + " order by id desc limit ?",
        row ->
            new Line(
                row.getLong("id"),
                row.getString("number"),
                Text.of(row.getString("title_zh"), row.getString("title_en")),
                row.getString("state"),
                row.getBoolean("simulated"),
                Db.instant(row, "opened_at")),
        names,
        names,
        DivisionCode.stem(division) + "%",
        limit);
  }
}
