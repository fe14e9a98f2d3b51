package furong.paper;

/**
 * What stands in every document of Office Open XML (ECMA-376 part 1), and the frames of tables and
 * pictures. {@code %s} is what a document fills in; a per cent sign is doubled.
 */
final class DocxParts {

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private static final String MAIN =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  private static final String REL =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  static final String TYPES =
      XML
          + """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
          <Default Extension="xml" ContentType="application/xml"/>\
          <Default Extension="png" ContentType="image/png"/>\
          <Override PartName="/word/document.xml" ContentType="WORDdocument.main+xml"/>\
          <Override PartName="/word/styles.xml" ContentType="WORDstyles+xml"/>\
          <Override PartName="/word/header1.xml" ContentType="WORDheader+xml"/>\
          <Override PartName="/word/footer1.xml" ContentType="WORDfooter+xml"/>\
          <Override PartName="/docProps/core.xml" \
          ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
          </Types>\
          """
              .replace("WORD", WORD);

  static final String RELATIONS =
      XML
          + """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
          <Relationship Id="rId1" Type="REL/officeDocument" Target="word/document.xml"/>\
          <Relationship Id="rId2" \
          Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
          Target="docProps/core.xml"/>\
          </Relationships>\
          """
              .replace("REL", REL);

  static final String DOCUMENT_RELATIONS =
      XML
          + """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
          <Relationship Id="rId1" Type="REL/styles" Target="styles.xml"/>\
          <Relationship Id="rId2" Type="REL/header" Target="header1.xml"/>\
          <Relationship Id="rId3" Type="REL/footer" Target="footer1.xml"/>%s\
          </Relationships>\
          """
              .replace("REL", REL);

  static final String IMAGE_RELATION =
      "<Relationship Id=\"image%1$d\" Type=\"" + REL + "/image\" Target=\"media/image%1$d.png\"/>";

  static final String CORE =
      XML
          + """
          <cp:coreProperties \
          xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
          <dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>zh-CN</dc:language>\
          <dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>\
          </cp:coreProperties>\
          """;

  /** A4 with the margins of the PDF, 20 mm. */
  static final String DOCUMENT =
      XML
          + """
          <w:document MAIN xmlns:r="REL" \
          xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">\
          <w:body>%s<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>\
          <w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>\
          <w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" \
          w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>\
          """
              .replace("MAIN", MAIN)
              .replace("REL", REL);

  /** Rules between rows and nothing else; the width in twentieths of a point. */
  static final String TABLE =
      """
      <w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>\
      <w:top w:val="single" w:sz="6" w:space="0" w:color="66736F"/>\
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="66736F"/>\
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9D1CE"/></w:tblBorders>\
      <w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>\
      <w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>\
      """;

  /** Width and height in EMU, the number of the picture, its description. */
  static final String PICTURE =
      """
      <w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing>\
      <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%1$d" cy="%2$d"/>\
      <wp:docPr id="%3$d" name="Figure %3$d" descr="%4$s"/>\
      <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">\
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <pic:nvPicPr><pic:cNvPr id="%3$d" name="image%3$d.png"/><pic:cNvPicPr/></pic:nvPicPr>\
      <pic:blipFill><a:blip r:embed="image%3$d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
      <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%1$d" cy="%2$d"/></a:xfrm>\
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
      </a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\
      """;

  static final String HEADER =
      XML
          + """
          <w:hdr MAIN><w:p><w:pPr><w:pStyle w:val="Frame"/></w:pPr>\
          <w:r><w:t>%s</w:t></w:r><w:r><w:tab/></w:r>\
          <w:r><w:rPr><w:b/><w:color w:val="B3261E"/></w:rPr><w:t>%s</w:t></w:r></w:p></w:hdr>\
          """
              .replace("MAIN", MAIN);

  static final String FOOTER =
      XML
          + """
          <w:ftr MAIN><w:p><w:pPr><w:pStyle w:val="Frame"/></w:pPr>\
          <w:r><w:t>%s</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">第 </w:t></w:r>\
          <w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>\
          <w:r><w:t xml:space="preserve"> 页，共 </w:t></w:r>\
          <w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>\
          <w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>\
          """
              .replace("MAIN", MAIN);

  static final String STYLES =
      XML
          + """
          <w:styles MAIN><w:docDefaults><w:rPrDefault><w:rPr>\
          <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="等线" w:cs="Arial"/>\
          <w:color w:val="1F2A27"/><w:sz w:val="20"/><w:szCs w:val="20"/>\
          <w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>\
          """
              .replace("MAIN", MAIN)
          + style(
              "Normal",
              "Normal",
              "<w:spacing w:after=\"100\" w:line=\"300\" w:lineRule=\"auto\"/>",
              "")
          + style("Title", "Title", "<w:spacing w:after=\"120\"/>", "<w:b/><w:sz w:val=\"40\"/>")
          + style("Subtitle", "Subtitle", "<w:spacing w:after=\"60\"/>", dim(20))
          + style("Heading1", "heading 1", heading(0, 280), "<w:b/><w:sz w:val=\"28\"/>")
          + style("Heading2", "heading 2", heading(1, 200), "<w:b/><w:sz w:val=\"23\"/>")
          + style("Note", "Note", "<w:spacing w:after=\"120\"/>", dim(16))
          + style(
              "Cell", "Cell", "<w:spacing w:before=\"20\" w:after=\"20\"/>", "<w:sz w:val=\"17\"/>")
          + style("CellHead", "Cell Head", "<w:keepNext/>", "<w:b/><w:sz w:val=\"17\"/>")
          + style("Figure", "Figure", "<w:spacing w:before=\"80\" w:after=\"80\"/>", "")
          + style("Gap", "Gap", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"12\"/>")
          + style(
              "Frame", "Frame", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>", dim(16))
          + "</w:styles>";

  private DocxParts() {}

  private static String style(String id, String name, String paragraph, String letters) {
    return "<w:style w:type=\"paragraph\" "
        + (id.equals("Normal") ? "w:default=\"1\" " : "")
        + "w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/>"
        + (id.equals("Normal") ? "" : "<w:basedOn w:val=\"Normal\"/>")
        + "<w:qFormat/><w:pPr>"
        + paragraph
        + "</w:pPr><w:rPr>"
        + letters
        + "</w:rPr></w:style>";
  }

  private static String heading(int level, int before) {
    return "<w:keepNext/><w:spacing w:before=\""
        + before
        + "\" w:after=\"80\"/><w:outlineLvl w:val=\""
        + level
        + "\"/>";
  }

  /** Grey letters of a size in half points. */
  private static String dim(int size) {
    return "<w:color w:val=\"66736F\"/><w:sz w:val=\"" + size + "\"/>";
  }

  /** As XML has it; signs that XML has not at all are left out. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(sign -> {
          switch (sign) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            default -> {
              boolean lone = sign >= 0xD800 && sign <= 0xDFFF;
              if ((sign >= ' ' || sign == '\t') && !lone && sign != 0xFFFE && sign != 0xFFFF) {
                safe.appendCodePoint(sign);
              }
            }
          }
        });
    return safe.toString();
  }
}
