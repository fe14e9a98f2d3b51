package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Key;
import furong.paper.Block.Maps;
import furong.paper.Block.Outline;
import furong.paper.Block.Point;
import furong.paper.Block.Ring;
import furong.paper.Block.Shading;
import furong.paper.Block.Trend;
import furong.paper.Block.Trends;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Figures are drawn and looked at: which colour lies where. */
class PdfFiguresTest {

  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;

  private static BufferedImage picture(Block block) throws IOException {
    List<Pictures.Picture> pictures = Pictures.of(List.of(block)).getFirst();
    assertThat(pictures).hasSize(1);
    return ImageIO.read(new ByteArrayInputStream(pictures.getFirst().png()));
  }

  /** Across, as a share of the width, where pixels of a colour lie: the first and the last. */
  private static double[] across(BufferedImage in, int colour) {
    int[] x =
        IntStream.range(0, in.getWidth())
            .filter(i ->
                IntStream.range(0, in.getHeight())
                    .anyMatch(y -> (in.getRGB(i, y) & 0xffffff) == colour))
            .toArray();
    assertThat(x).as("pixels of %06x", colour).isNotEmpty();
    double wide = in.getWidth();
    return new double[] {x[0] / wide, x[x.length - 1] / wide};
  }

  private static Outline square(String name, double west, double... hole) {
    Ring ring = ring(west, 30, west + 1, 31);
    return new Outline(
        name,
        west + 0.5,
        30.5,
        hole.length == 0 ? List.of(ring) : List.of(ring, ring(hole[0], hole[1], hole[2], hole[3])));
  }

  private static Ring ring(double west, double south, double east, double north) {
    return new Ring(List.of(west, south, east, south, east, north, west, north));
  }

  @Test
  void aMapShadesEachDivisionInItsPlace() throws IOException {
    Shading shading = new Shading("值", List.of(RED, BLUE), List.of());
    BufferedImage map =
        picture(new Maps("图", List.of(square("西", 104), square("东", 105)), List.of(shading)));
    // two degrees side by side fill the width: the west is the left half, the east the right
    assertThat(across(map, RED)[0]).isLessThan(0.12);
    assertThat(across(map, RED)[1]).isBetween(0.45, 0.51);
    assertThat(across(map, BLUE)[0]).isBetween(0.49, 0.55);
    assertThat(across(map, BLUE)[1]).isGreaterThan(0.88);
  }

  @Test
  void aHoleShowsWhatLiesInIt() throws IOException {
    Outline around = square("环", 104, 104.25, 30.25, 104.75, 30.75);
    Outline inside = new Outline("心", 104.5, 30.5, List.of(ring(104.25, 30.25, 104.75, 30.75)));
    // the one with the hole is drawn last and would cover the other
    BufferedImage map =
        picture(
            new Maps(
                "图",
                List.of(inside, around),
                List.of(new Shading("值", List.of(BLUE, RED), List.of()))));
    double[] ring = across(map, RED);
    double[] core = across(map, BLUE);
    // the core is half as wide as the ring around it
    assertThat((core[1] - core[0]) / (ring[1] - ring[0])).isBetween(0.45, 0.52);
  }

  @Test
  void severalShadingsStandSideBySideWithTheirKeys() throws IOException {
    Outline only = square("一", 104);
    BufferedImage maps =
        picture(
            new Maps(
                "图",
                List.of(only),
                List.of(
                    new Shading("甲", List.of(RED), List.of(new Key(RED, "1"))),
                    new Shading("乙", List.of(BLUE), List.of(new Key(BLUE, "2"))))));
    assertThat(across(maps, RED)[1]).isLessThan(0.33);
    assertThat(across(maps, BLUE)[0]).isBetween(0.34, 0.5);
    assertThat(across(maps, BLUE)[1]).isLessThan(0.66);
  }

  @Test
  void aTrendIsBrokenWhereAYearHasNoValue() throws IOException {
    Point first = new Point("2021", 10.0, "10");
    Point last = new Point("2025", 30.0, "30");
    Point middle = new Point("2023", 20.0, "20");
    Point none = new Point("2023", null, "");
    long whole = ink(new Trends("图", List.of(new Trend("值", List.of(first, middle, last), null))));
    long broken = ink(new Trends("图", List.of(new Trend("值", List.of(first, none, last), null))));
    // the two ends stay; the line between them and the point in the middle are gone
    assertThat(broken).isPositive().isLessThan(whole / 2);
  }

  private static long ink(Block block) throws IOException {
    BufferedImage in = picture(block);
    return IntStream.range(0, in.getWidth() * in.getHeight())
        .filter(i -> (in.getRGB(i % in.getWidth(), i / in.getWidth()) & 0xffffff) == PdfCharts.BAR)
        .count();
  }

  @Test
  void theLineCrossesTheBarsAtItsShareOfTheWidth() throws IOException {
    BufferedImage bars =
        picture(
            new Bars("图", 100, 70.0, List.of(new Bar("甲", 60.0, "60"), new Bar("乙", null, "–"))));
    // bars begin 150 points from the left and are 236.9 wide, of 481.9: 70 % lies at 315.8
    assertThat(across(bars, PdfCharts.MARK)[0]).isBetween(0.653, 0.660);
    assertThat(across(bars, PdfCharts.BAR)[1]).isBetween(0.60, 0.61);
  }

  @Test
  void refusesAColourTooFewAndARingOfTwoPoints() {
    assertThatThrownBy(() ->
            new Maps(
                "图",
                List.of(square("西", 104), square("东", 105)),
                List.of(new Shading("值", List.of(RED), List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ring(List.of(1.0, 2.0, 3.0, 4.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
