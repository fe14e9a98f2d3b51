package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;

import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Column;
import furong.paper.Block.Heading;
import furong.paper.Block.Note;
import furong.paper.Block.PageBreak;
import furong.paper.Block.Paragraph;
import furong.paper.Block.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A document is taken apart as a word processor does: parts, what they refer to, styles, pictures.
 */
class DocxWriterTest {

  private static final Instant NOON = Instant.parse("2026-04-01T04:00:00Z");
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String RELATION =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private static final Table TABLE =
      new Table(
          List.of(Column.text("指标", 3), Column.number("值", 1)),
          List.of(List.of("按期结案率", "75.82"), List.of("a & b < c\n第二行", "–")));

  private static Map<String, byte[]> parts(boolean simulated, Block... blocks) throws IOException {
    byte[] file =
        DocxWriter.write(
            new Paper("城市体检", List.of("青羊区"), "成都市", NOON, simulated, List.of(blocks)));
    Map<String, byte[]> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry at = zip.getNextEntry(); at != null; at = zip.getNextEntry()) {
        parts.put(at.getName(), zip.readAllBytes());
      }
    }
    return parts;
  }

  private static Document xml(Map<String, byte[]> parts, String name)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(Objects.requireNonNull(parts.get(name), name)));
  }

  private static List<Element> all(Document in, String name) {
    NodeList found = in.getElementsByTagNameNS(WORD, name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** Style and words of each paragraph that has words. */
  private static List<String> paragraphs(Document document) {
    return all(document, "p").stream()
        .filter(p -> !p.getTextContent().isEmpty())
        .map(p ->
            ((Element) p.getElementsByTagNameNS(WORD, "pStyle").item(0)).getAttributeNS(WORD, "val")
                + " "
                + p.getTextContent())
        .toList();
  }

  @Test
  void wordsStandInTheirStylesAndEachStyleIsDefined() throws Exception {
    Map<String, byte[]> parts =
        parts(
            false,
            new Heading(1, "一、住房"),
            new Paragraph("已掌握 10 项"),
            new PageBreak(),
            new Heading(2, "来源"),
            new Note("建科"));
    assertThat(paragraphs(xml(parts, "word/document.xml")))
        .containsExactly(
            "Title 城市体检",
            "Subtitle 青羊区",
            "Heading1 一、住房",
            "Normal 已掌握 10 项",
            "Heading2 来源",
            "Note 建科");
    List<String> styles =
        all(xml(parts, "word/styles.xml"), "style").stream()
            .map(s -> s.getAttributeNS(WORD, "styleId"))
            .toList();
    assertThat(styles)
        .contains("Title", "Subtitle", "Heading1", "Normal", "Heading2", "Note", "Cell", "Figure")
        .doesNotHaveDuplicates();
    assertThat(xml(parts, "word/header1.xml").getDocumentElement().getTextContent())
        .isEqualTo("城市体检");
    assertThat(xml(parts, "word/footer1.xml").getDocumentElement().getTextContent())
        .isEqualTo("成都市第 1 页，共 1 页");
    Document about = xml(parts, "docProps/core.xml");
    assertThat(List.of("title", "creator", "created"))
        .extracting(name -> about.getElementsByTagNameNS("*", name).item(0).getTextContent())
        .containsExactly("城市体检", "成都市", "2026-04-01T04:00:00Z");
  }

  @Test
  void headingsHaveTheirLevelsInTheOutlineAndThePageIsThePdfs() throws Exception {
    Map<String, byte[]> parts = parts(false, new Heading(1, "一、住房"));
    List<String> levels =
        all(xml(parts, "word/styles.xml"), "outlineLvl").stream()
            .map(s -> s.getAttributeNS(WORD, "val"))
            .toList();
    assertThat(levels).containsExactly("0", "1");
    Element margins = all(xml(parts, "word/document.xml"), "pgMar").getFirst();
    // 20 mm are 56.7 points, in twentieths
    assertThat(List.of("top", "right", "bottom", "left"))
        .allMatch(side -> margins.getAttributeNS(WORD, side).equals("1134"));
  }

  @Test
  void aTableRepeatsItsHeadAndKeepsSignsThatXmlReserves() throws Exception {
    Document document = xml(parts(false, TABLE), "word/document.xml");
    assertThat(all(document, "tblHeader")).hasSize(1);
    assertThat(all(document, "tc").stream().map(Element::getTextContent))
        .containsExactly("指标", "值", "按期结案率", "75.82", "a & b < c第二行", "–");
    assertThat(all(document, "br")).hasSize(1);
    // three quarters and one quarter of 481.9 points, in twentieths
    assertThat(all(document, "gridCol").stream().map(c -> c.getAttributeNS(WORD, "w")))
        .containsExactly("7228", "2409");
  }

  @Test
  void aFigureIsAPictureThatIsInTheFileAndHasADescription() throws Exception {
    Map<String, byte[]> parts =
        parts(true, TABLE, new Bars("按期结案率", 1, List.of(new Bar("草堂街道", 0.5, "50%"))));
    Document document = xml(parts, "word/document.xml");
    Element blip =
        (Element)
            document
                .getElementsByTagNameNS(
                    "http://schemas.openxmlformats.org/drawingml/2006/main", "blip")
                .item(0);
    String id = blip.getAttributeNS(RELATION, "embed");
    Document links = xml(parts, "word/_rels/document.xml.rels");
    NodeList targets = links.getElementsByTagName("Relationship");
    String target =
        IntStream.range(0, targets.getLength())
            .mapToObj(i -> (Element) targets.item(i))
            .filter(e -> e.getAttribute("Id").equals(id))
            .map(e -> "word/" + e.getAttribute("Target"))
            .findFirst()
            .orElseThrow();
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(parts.get(target))));
    // 481.9 points at 200 dots an inch
    assertThat(picture.getWidth()).isEqualTo(1339);
    // 236.9 points of bar, 15 points high less 5 of gap: half of it is drawn in the bar's colour
    long bar =
        IntStream.range(0, picture.getWidth() * picture.getHeight())
            .filter(i ->
                (picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xffffff)
                    == PdfCharts.BAR)
            .count();
    double perPoint = 200 / 72.0;
    assertThat(bar / perPoint / perPoint).isBetween(1_100.0, 1_200.0);
    assertThat(
            ((Element)
                    document
                        .getElementsByTagNameNS(
                            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
                            "docPr")
                        .item(0))
                .getAttribute("descr"))
        .isEqualTo("按期结案率");
    assertThat(xml(parts, "word/header1.xml").getDocumentElement().getTextContent())
        .isEqualTo("城市体检模拟数据 SIMULATED DATA");
  }
}
