package furong.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.geo.Bounds;
import furong.geo.LngLat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A city of two counties side by side: west 104.0-104.1, east 104.1-104.2; 30.0-30.1 N. */
class DivisionsTest {

  private static final Division CITY = division("990100", DivisionLevel.CITY, "", 104, 104.2);
  private static final Division WEST =
      division("990101", DivisionLevel.COUNTY, "990100", 104, 104.1);
  private static final Division EAST =
      division("990102", DivisionLevel.COUNTY, "990100", 104.1, 104.2);
  private static final Division STREET =
      division("990102001", DivisionLevel.STREET, "990102", 104.1, 104.1999);

  private static Division division(
      String code, DivisionLevel level, String parent, double west, double east) {
    return new Division(
        code,
        level,
        Text.of("名,\"" + code + "\"", "Name of " + code),
        parent,
        false,
        LngLat.of((west + east) / 2, 30.05),
        Bounds.of(west, 30, east, 30.1));
  }

  private static Divisions tree() {
    Map<String, Geometry> areas = new HashMap<>();
    for (Division d : List.of(CITY, WEST, EAST, STREET)) {
      areas.put(
          d.code(),
          new GeometryFactory()
              .toGeometry(new Envelope(d.bounds().west(), d.bounds().east(), 30, 30.1)));
    }
    return Divisions.of(List.of(CITY, WEST, EAST, STREET), areas);
  }

  @Test
  void aPointIsFoundInTheFinestDivisionThatHoldsIt() {
    assertThat(tree().locate(104.15, 30.05)).contains(STREET);
    assertThat(tree().locate(104.05, 30.05)).contains(WEST);
  }

  @Test
  void aPointOutsideTheCityIsNowhere() {
    assertThat(tree().locate(103.9, 30.05)).isEmpty();
    assertThat(tree().locate(104.15, 30.2)).isEmpty();
  }

  @Test
  void onABorderTheFirstListedHasThePointAndInASliverTheNearestChild() {
    assertThat(tree().locate(104.1, 30.05)).contains(WEST);
    // the street ends 0.0001 degrees before its county does
    assertThat(tree().locate(104.19995, 30.05)).contains(STREET);
  }

  @Test
  void pathsRunFromTheCityDownAndCodesNest() {
    assertThat(tree().path("990102001")).containsExactly(CITY, EAST, STREET);
    assertThat(tree().path("123456")).isEmpty();
    assertThat(tree().children("990100")).containsExactly(WEST, EAST);
    assertThat(tree().children("990102001")).isEmpty();
    assertThat(tree().ancestor("990102001", DivisionLevel.COUNTY)).contains(EAST);
    assertThat(Divisions.isWithin("990102001", "990100")).isTrue();
    assertThat(Divisions.isWithin("990102001", "990102")).isTrue();
    assertThat(Divisions.isWithin("990102001", "990101")).isFalse();
    assertThat(Divisions.isWithin("990102", "990102001")).isFalse();
  }

  @Test
  void refusesATreeThatIsNone() {
    assertThatThrownBy(() -> Divisions.of(List.of(CITY, WEST, WEST), Map.of()))
        .hasMessageContaining("two divisions");
    assertThatThrownBy(() -> Divisions.of(List.of(CITY, STREET), Map.of()))
        .hasMessageContaining("no parent above it");
    assertThatThrownBy(() -> Divisions.of(List.of(WEST), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesACodeThatDoesNotFit() {
    assertThatThrownBy(() -> division("99010", DivisionLevel.COUNTY, "990100", 104, 105))
        .hasMessageContaining("6 digits");
    assertThatThrownBy(() -> division("880101", DivisionLevel.COUNTY, "990100", 104, 105))
        .hasMessageContaining("parent's code");
    assertThatThrownBy(() -> division("990101", DivisionLevel.COUNTY, "", 104, 105))
        .hasMessageContaining("only the city");
  }

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
    DivisionFiles.write(folder, tree());
    Divisions read = DivisionFiles.read(folder);
    assertThat(read.list()).isEqualTo(tree().list());
    assertThat(read.area("990101")).isEqualTo(tree().area("990101"));
    assertThat(read.locate(104.15, 30.05)).contains(STREET);
  }

  @Test
  void aProfileThatIsNotBuiltSaysWhatToRun(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> CityProfile.load(folder)).hasMessageContaining("no city profile");
    Files.writeString(folder.resolve("city.properties"), "id=x\n");
    assertThatThrownBy(() -> CityProfile.load(folder)).hasMessageContaining("cities/build.sh");
  }

  @Test
  void aBrokenLineIsNamedWithItsFileAndNumber(@TempDir Path folder) throws IOException {
    DivisionFiles.write(folder, tree());
    Path table = folder.resolve(DivisionFiles.TABLE);
    Files.writeString(table, Files.readString(table) + "990103,COUNTY\n");
    assertThatThrownBy(() -> DivisionFiles.read(folder)).hasMessageContaining("divisions.csv:6");
    assertThatThrownBy(() -> Csv.split("a,\"b", "x.csv:1")).hasMessageContaining("not closed");
  }
}
