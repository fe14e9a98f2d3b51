package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.cases.Dispatcher.Handler;
import furong.cases.Dispatcher.Owned;
import furong.store.Db;
import furong.store.OwnDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgRoutingFactsTest {

  private static final String WEST = "street-office-510104017";

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase();

  private static Db db;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @Test
  void aThingThatNamesItsOwnerIsOwnedAndOneThatDoesNotIsNot() {
    db.update(
        "insert into sta_thing (id, name, description, properties) values"
            + " (1, '8号井盖', '', '{\"owner\": \"operations-510104\"}'),"
            + " (2, '9号井盖', '', '{\"kind\": \"manhole\"}'), (3, '10号井盖', '', null),"
            + " (4, '11号井盖', '', '{\"owner\": \"\"}')");
    PgRoutingFacts facts = new PgRoutingFacts(db);
    assertThat(facts.owned(1)).hasValue(new Owned("8号井盖", "operations-510104"));
    for (long none : new long[] {2, 3, 4, 99}) {
      assertThat(facts.owned(none)).as("thing %d", none).isEmpty();
    }
  }

  @Test
  void handlersAreThoseOfTheOrganisationWithTheCasesThatTheyHaveInHand() {
    account("a", "STREET", WEST);
    account("b", "STREET", WEST);
    account("c", "INSPECTOR", WEST);
    account("d", "STREET", "street-office-510105003");
    in("1", "HANDLING", WEST, "a");
    in("2", "HANDLING", WEST, "a");
    in("3", "CLOSED", WEST, "b");
    in("4", "HANDLED", WEST, "b");
    assertThat(new PgRoutingFacts(db).handlers(WEST))
        .containsExactly(
            new Handler("a", Text.of("a", "a"), 2), new Handler("b", Text.of("b", "b"), 0));
    assertThat(new PgRoutingFacts(db).handlers("nobody")).isEmpty();
  }

  private static void account(String id, String role, String organisation) {
    db.update(
        "insert into account (id, login, name_zh, name_en, roles, divisions, organisation,"
            + " password_hash, made_at) values (?, ?, ?, ?, ?, '{}', ?, '', now())",
        id,
        id,
        id,
        id,
        new String[] {role},
        organisation);
  }

  private static void in(String number, String state, String organisation, String handler) {
    db.update(
        "insert into city_case (number, origin, title_zh, title_en, category, division, rule,"
            + " procedure, description, simulated, state, verified, organisation, handler, clocks,"
            + " returns, reworks, opened_at, changed_at, version) values (?, 'PERSON', '', '',"
            + " 'part-0101', '510104', '', '', '', false, ?, true, ?, ?, '{}', 0, 0, now(), now(),"
            + " 1)",
        number,
        state,
        organisation,
        handler);
  }
}
