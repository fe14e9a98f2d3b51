package furong.steer.reported;

import static furong.steer.reported.CheckedCity.CITY;
import static furong.steer.reported.CheckedCity.EAST;
import static furong.steer.reported.CheckedCity.GAS;
import static furong.steer.reported.CheckedCity.SEWAGE;
import static furong.steer.reported.CheckedCity.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import furong.paper.Block;
import furong.paper.Block.Bars;
import furong.paper.Block.Maps;
import furong.paper.Block.Table;
import furong.paper.Block.Trends;
import furong.paper.DocxWriter;
import furong.paper.Paper;
import furong.paper.PdfWriter;
import furong.steer.reported.Ailments.AssignRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The report says what is known with its numbers, and what is not known as plainly. */
class CheckupPaperTest {

  private final CheckedCity world = new CheckedCity();

  private static <B extends Block> List<B> all(Paper paper, Class<B> kind) {
    return paper.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The row of a table that begins with these words. */
  private static List<String> row(Paper paper, String first) {
    return all(paper, Table.class).stream()
        .flatMap(t -> t.rows().stream())
        .filter(r -> r.getFirst().equals(first))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCoverCountsWhatIsKnownAndWhatIsNot() {
    Paper paper = world.paper(CITY).paper();
    assertThat(paper.title()).isEqualTo("2025年城市体检报告");
    // 10 homes, one of them known, which ails; 30 of the city area, one known, which ails
    assertThat(row(paper, "住房")).containsExactly("住房", "10", "1", "9", "0", "1");
    List<String> area = row(paper, "城区");
    assertThat(area.get(1)).isEqualTo("30");
    assertThat(area.get(2)).isEqualTo("1");
    assertThat(Integer.parseInt(area.get(3)) + Integer.parseInt(area.get(4))).isEqualTo(29);
    assertThat(area.get(5)).isEqualTo("1");
    assertThat(paper.simulated()).isFalse();
  }

  @Test
  void aRowHoldsTheValueItsLineTheYearBeforeAndWhatIsFound() {
    Paper paper = world.paper(CITY).paper();
    List<String> sewage = row(paper, "城市生活污水集中收集率");
    assertThat(sewage.subList(1, 7))
        .containsExactly("65", "%", "70", "68", "已掌握", "未达底线 70；比上年 68 变差");
    assertThat(row(paper, "存在管线管道破损的住宅数量").subList(1, 7))
        .containsExactly("–", "套", "无", "–", "待填报审定", "");
    assertThat(row(paper, "城市排水防涝应急抢险能力").get(5)).isEqualTo("公式尚未确定");
  }

  @Test
  void chartsHoldTheLineTheYearsAndTheDivisionsBelow() {
    Paper paper = world.paper(CITY).paper();
    Bars bars = all(paper, Bars.class).getFirst();
    assertThat(bars.line()).isEqualTo(70);
    // more is better: the farthest behind comes first
    assertThat(bars.bars().stream().map(b -> b.label() + " " + b.says()))
        .containsExactly("芙蓉市 65", "西区 60", "东区 72");
    assertThat(all(paper, Trends.class).getFirst().trends().getFirst().points())
        .extracting(Block.Point::says)
        .containsExactly("68", "65");
    List<Maps> maps = all(paper, Maps.class);
    assertThat(maps.getFirst().outlines()).extracting(Block.Outline::name).contains("西区", "东区");
    Maps homes = maps.get(1);
    // 100 is the highest of two, 20 the lowest: the darkest and the lightest shade
    assertThat(homes.shadings().getFirst().colours()).containsExactly(0x1c6553, 0xdcebe6);
    // steps of a fifth of 80
    assertThat(homes.shadings().getFirst().keys().getFirst().means()).isEqualTo("20–36");
  }

  @Test
  void aCountyWithoutDivisionsBelowHasNoMapAndNoForeignNumbers() {
    Paper paper = world.paper(EAST).paper();
    assertThat(all(paper, Maps.class)).isEmpty();
    assertThat(row(paper, "城市生活污水集中收集率").subList(1, 7))
        .containsExactly("72", "%", "70", "–", "已掌握", "");
  }

  @Test
  void bothFilesHoldTheNumbersAndTheTaskOfAnAilment() throws IOException {
    world
        .ailments
        .assign(
            world.planner, new AssignRequest(CITY, "2025", SEWAGE, "housing-510100", "改造管网", null))
        .orThrow();
    Paper paper = world.paper(CITY).paper();
    // one working day after Friday 10:00, as a city without a plan has it: Monday
    String task = "TJ-2025-001 住建局";
    try (PDDocument pdf = Loader.loadPDF(PdfWriter.write(paper))) {
      String words = new PDFTextStripper().getText(pdf);
      assertThat(words)
          .contains("2025年城市体检报告", "未达底线 70", "120", task, "期限 2026年1月12日", "尚未交办")
          .contains("问题清单与处置", "尚不掌握的指标", "城市排水防涝应急抢险能力");
    }
    String docx = document(DocxWriter.write(paper));
    assertThat(docx)
        .contains("2025年城市体检报告", "未达底线 70", ">120套<", task, "期限 2026年1月12日", "尚未交办")
        .contains("descr=\"历年变化（城区；虚线为底线）\"", "descr=\"下级区划位置\"");
  }

  private static String document(byte[] docx) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
      for (ZipEntry at = zip.getNextEntry(); at != null; at = zip.getNextEntry()) {
        if (at.getName().equals("word/document.xml")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no document in it");
  }

  @Test
  void fiveShadesFromTheLowestToTheHighest() {
    assertThat(CheckupFigures.shade(0, 0, 10)).isZero();
    assertThat(CheckupFigures.shade(1.99, 0, 10)).isZero();
    assertThat(CheckupFigures.shade(2, 0, 10)).isEqualTo(1);
    assertThat(CheckupFigures.shade(10, 0, 10)).isEqualTo(4);
    assertThat(CheckupFigures.shade(7, 7, 7)).isEqualTo(2);
  }

  @Test
  void unitsArePrintedAsPeopleSayThem() {
    assertThat(UnitWords.of("{home}")).isEqualTo("套");
    assertThat(UnitWords.of("m2/{person}")).isEqualTo("m²/人");
    assertThat(UnitWords.of("1")).isEmpty();
    assertThat(UnitWords.of("{unheard}")).isEmpty();
  }

  @Test
  void theGasHazardsOfTheWestAreAnAilmentOfTheWest() {
    Paper paper = world.paper(WEST).paper();
    assertThat(row(paper, "住房")).containsExactly("住房", "10", "1", "9", "0", "1");
    assertThat(GAS).isEqualTo("health-check.homes-gas");
  }
}
