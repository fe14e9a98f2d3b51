package furong.paper;

import furong.paper.Block.Column;
import furong.paper.Block.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table over as many pages as it takes; a row that is higher than a page goes on on the next. */
final class PdfTable {

  private static final float SIZE = 8.5f;
  private static final float LINE = SIZE * 1.4f;
  private static final float PAD = 3.5f;
  private static final int HEAD = 0xe9efec;

  private final Pages pages;
  private final Table table;
  private final float[] wide;

  private PdfTable(Pages pages, Table table) {
    this.pages = pages;
    this.table = table;
    double sum = table.columns().stream().mapToDouble(Column::weight).sum();
    this.wide = new float[table.columns().size()];
    for (int c = 0; c < wide.length; c++) {
      wide[c] = (float) (Pages.WIDE * table.columns().get(c).weight() / sum);
    }
  }

  static void set(Pages pages, Table table) throws IOException {
    PdfTable setter = new PdfTable(pages, table);
    List<String> titles = table.columns().stream().map(Column::title).toList();
    List<List<String>> head = setter.cells(titles, true);
    // the head and one row below it
    pages.need(high(head) + 2 * LINE + 2 * PAD);
    setter.head(head);
    for (List<String> row : table.rows()) {
      setter.row(setter.cells(row, false), head);
    }
    pages.down(10);
  }

  private List<List<String>> cells(List<String> row, boolean heavy) {
    List<List<String>> cells = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      cells.add(pages.face(heavy).lines(row.get(c), SIZE, wide[c] - 2 * PAD));
    }
    return cells;
  }

  private static float high(List<List<String>> cells) {
    return cells.stream().mapToInt(List::size).max().orElse(1) * LINE + 2 * PAD;
  }

  private void head(List<List<String>> head) throws IOException {
    pages.box(Pages.MARGIN, 0, Pages.WIDE, high(head), HEAD);
    draw(head, 0, Integer.MAX_VALUE, true);
    pages.down(high(head));
  }

  private void row(List<List<String>> cells, List<List<String>> head) throws IOException {
    if (high(cells) > pages.left() && high(cells) <= Pages.BOTTOM - Pages.MARGIN - high(head)) {
      pages.turn();
      head(head);
    }
    int lines = cells.stream().mapToInt(List::size).max().orElse(1);
    int from = 0;
    while (from < lines) {
      int fit = (int) ((pages.left() - 2 * PAD) / LINE);
      if (fit < 1) {
        pages.turn();
        head(head);
        continue;
      }
      int to = Math.min(lines, from + fit);
      draw(cells, from, to, false);
      pages.down((to - from) * LINE + 2 * PAD);
      pages.rule(-0.5f);
      from = to;
    }
  }

  private void draw(List<List<String>> cells, int from, int to, boolean heavy) throws IOException {
    float x = Pages.MARGIN;
    for (int c = 0; c < cells.size(); c++) {
      List<String> lines = cells.get(c);
      boolean right = table.columns().get(c).right();
      for (int i = from; i < Math.min(to, lines.size()); i++) {
        float at =
            right ? x + wide[c] - PAD - pages.face(heavy).width(lines.get(i), SIZE) : x + PAD;
        pages.text(
            lines.get(i), at, PAD + (i - from) * LINE + 0.15f * SIZE, SIZE, heavy, Pages.INK);
      }
      x += wide[c];
    }
  }
}
