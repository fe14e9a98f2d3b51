package furong.notify;

import static furong.notify.SmallTown.EAST;
import static furong.notify.SmallTown.EAST_STREET;
import static furong.notify.SmallTown.TEN;
import static furong.notify.SmallTown.WEST;
import static furong.notify.SmallTown.WEST_STREET;
import static furong.notify.SmallTown.alert;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.cases.Alert;
import furong.pack.PackBook;
import furong.pack.PackReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the packs of the project keep quiet, on the board of a town. */
class PackCalmTest {

  private static final PackBook BOOK =
      PackReader.load(SmallTown.project().resolve("packs")).orThrow();

  private final CalmBoard board = new CalmBoard(CityCalm.PLAIN, SmallTown.city().zone());
  private final Alert flooded = alert("street", "flood.underpasses-flooded", Level.II, WEST_STREET);
  private final Alert one = alert("one", "flood.underpass-water", Level.II, WEST_STREET);

  private CalmBoard byThePacks(Alert... alerts) {
    board.inhibitBy(PackCalm.joined(CityCalm.PLAIN, BOOK));
    board.load(List.of(alerts));
    return board;
  }

  @Test
  void aFloodedStreetMutesItsSingleUnderpasses() {
    Mute mute = byThePacks(flooded, one).mute(one, TEN).orElseThrow();
    assertThat(mute.kind()).isEqualTo(Mute.Kind.INHIBITED);
    assertThat(mute.by()).isEqualTo("street");
    assertThat(mute.reason().zh()).contains("本街道多处下穿通道同时积水");
    assertThat(board.mute(flooded, TEN)).isEmpty();
  }

  @Test
  void butNotAnUnderpassThatHasToBeClosedNorOneOfAnotherStreet() {
    Alert closing = alert("closing", "flood.underpass-water", Level.I, WEST_STREET);
    Alert east = alert("east", "flood.underpass-water", Level.II, EAST_STREET);
    Alert road = alert("road", "flood.road-water", Level.III, WEST_STREET);
    byThePacks(flooded, closing, east, road);
    assertThat(board.mute(closing, TEN)).isEmpty();
    assertThat(board.mute(east, TEN)).isEmpty();
    assertThat(board.mute(road, TEN)).isEmpty();
  }

  @Test
  void aPowerCutMutesSilentDevicesOfItsCommunityOfWhateverPack() {
    Alert power = alert("power", "lifeline.power-out", Level.II, WEST_STREET + "001002");
    Alert silent = alert("silent", "gas.sensor-silent", Level.IV, WEST_STREET + "001007");
    Alert next = alert("next", "gas.sensor-silent", Level.IV, WEST_STREET + "002001");
    byThePacks(power, silent, next);
    assertThat(board.mute(silent, TEN)).map(Mute::by).contains("power");
    assertThat(board.mute(next, TEN)).as("the community beside it").isEmpty();
  }

  @Test
  void whatIsReleasedLaterMutesWhatIsOpenAndWhatIsTakenBackNoLonger() {
    board.load(List.of(flooded, one));
    assertThat(board.mute(one, TEN)).as("before the packs say so").isEmpty();
    board.inhibitBy(PackCalm.joined(CityCalm.PLAIN, BOOK));
    assertThat(board.mute(one, TEN)).isPresent();
    board.inhibitBy(List.of());
    assertThat(board.mute(one, TEN)).isEmpty();
    assertThat(board.size()).isEqualTo(2);
  }

  @Test
  void badAirIsOneMatterOfACountyAndWaterOnARoadOfItsStreet() {
    board.groupBy(PackCalm.groups(BOOK));
    Alert here = alert("here", "air.heavy-pollution", Level.IV, WEST_STREET);
    Alert there = alert("there", "air.heavy-pollution", Level.IV, WEST + "018");
    Alert east = alert("east", "air.heavy-pollution", Level.IV, EAST_STREET);
    assertThat(board.group(here)).isEqualTo(Map.of("rule", "air.heavy-pollution", "county", WEST));
    assertThat(board.group(there)).isEqualTo(board.group(here));
    assertThat(board.group(east)).isNotEqualTo(board.group(here));
    assertThat(board.group(alert("road", "flood.road-water", Level.III, WEST_STREET)))
        .isEqualTo(Map.of("rule", "flood.road-water", "street", WEST_STREET));
  }

  @Test
  void alertsOfTwoCountiesAreNotOneMatterForHavingNoStreet() {
    Alert west = alert("west", "traffic.sections-congested", Level.III, WEST);
    Alert east = alert("east", "traffic.sections-congested", Level.III, EAST);
    board.load(List.of(west, east));
    assertThat(board.groups(List.of(), TEN))
        .extracting(CalmBoard.Group::count)
        .containsExactly(1, 1);
  }

  @Test
  void theCitysOwnRulesSpeakFirst() {
    CityCalm chengdu =
        CityCalmReader.read(SmallTown.project().resolve("cities/chengdu"), d -> true).orThrow();
    List<InhibitRule> all = PackCalm.joined(chengdu, BOOK);
    assertThat(all.subList(0, chengdu.inhibit().size())).isEqualTo(chengdu.inhibit());
    assertThat(all).extracting(InhibitRule::id).contains("lifeline.power-out/1");
  }
}
