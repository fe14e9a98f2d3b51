package furong.store.sta;

import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.Catalogue.Stood;
import furong.store.Db;
import furong.store.OwnDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thing that moves leaves where it stood on record, whoever moves it. */
class ThingStoodTest {

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void start() {
    db = POSTGRES.db();
  }

  private static void thing(long id, String division) {
    db.update(
        "insert into sta_thing (id, name, description, division) values (?, '站', '站', ?)",
        id,
        division);
  }

  private static List<String> stood(long thing) {
    return new StaCatalogue(db).stood(List.of(thing)).stream().map(Stood::division).toList();
  }

  @Test
  void whereAThingStoodIsKeptInTheOrderOfItsMoves() {
    thing(1, "510104030");
    db.update("update sta_thing set division = '510107' where id = 1");
    db.update("update sta_thing set division = '510105' where id = 1");
    assertThat(stood(1)).containsExactly("510104030", "510107");
    db.update("delete from sta_thing where id = 1");
    assertThat(stood(1)).isEmpty();
  }

  @Test
  void aThingThatIsPlacedForTheFirstTimeOrRenamedHasNotMoved() {
    thing(2, "");
    db.update("update sta_thing set division = '510107' where id = 2");
    db.update("update sta_thing set name = '新站' where id = 2");
    db.update("update sta_thing set division = '510107' where id = 2");
    assertThat(stood(2)).isEmpty();
  }
}
