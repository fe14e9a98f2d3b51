package furong.paper;

import furong.paper.Block.Point;
import furong.paper.Block.Trend;
import furong.paper.Block.Trends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Small charts of values over time, three in a row. */
final class PdfTrends {

  /** Three fit the page's width with a label of a dozen Han signs above each. */
  static final int IN_A_ROW = 3;

  static final float GAP = 16;
  static final float WIDE = (Pages.WIDE - (IN_A_ROW - 1) * GAP) / IN_A_ROW;
  static final float SIZE = 7.5f;

  /** Two lines of a label. */
  static final float LABEL = 2 * SIZE * 1.35f + 2;

  private static final float PLOT = 54;

  /** Room for the value above the highest and below the lowest point. */
  private static final float AIR = 12;

  private static final float HIGH = LABEL + PLOT + 22;

  private PdfTrends() {}

  static void set(Pages pages, Trends chart) throws IOException {
    pages.need(17 + HIGH);
    PdfCharts.caption(pages, chart.title());
    List<Trend> all = chart.trends();
    for (int from = 0; from < all.size(); from += IN_A_ROW) {
      pages.need(HIGH);
      for (int i = from; i < Math.min(from + IN_A_ROW, all.size()); i++) {
        draw(pages, all.get(i), Pages.MARGIN + (i - from) * (WIDE + GAP));
      }
      pages.down(HIGH);
    }
    pages.down(4);
  }

  /** At most two lines of a label, from the top of a small figure. */
  static void label(Pages pages, String label, float x) throws IOException {
    List<String> lines = pages.face(true).lines(label, SIZE, WIDE);
    for (int i = 0; i < Math.min(2, lines.size()); i++) {
      pages.text(lines.get(i), x, i * SIZE * 1.35f, SIZE, true, Pages.INK);
    }
  }

  private static void draw(Pages pages, Trend trend, float x) throws IOException {
    label(pages, trend.label(), x);
    pages.box(x, LABEL, WIDE, PLOT, PdfCharts.TRACK);
    List<Double> seen = new ArrayList<>();
    trend.points().stream().map(Point::value).filter(Objects::nonNull).forEach(seen::add);
    @Nullable Double line = trend.line();
    if (line != null) {
      seen.add(line);
    }
    double low = seen.stream().mapToDouble(v -> v).min().orElse(0);
    double high = seen.stream().mapToDouble(v -> v).max().orElse(0);
    if (line != null) {
      float at = at(line, low, high);
      pages.line(x, at, x + WIDE, at, 0.8f, PdfCharts.MARK, true);
    }
    List<Point> points = trend.points();
    float step = (WIDE - 24) / Math.max(1, points.size() - 1);
    float before = Float.NaN;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      float px = x + 12 + i * step;
      middle(pages, point.at(), px, LABEL + PLOT + 2, Pages.DIM);
      @Nullable Double value = point.value();
      float now = value == null ? Float.NaN : at(value, low, high);
      if (!Float.isNaN(now)) {
        if (!Float.isNaN(before)) {
          pages.line(px - step, before, px, now, 1.2f, PdfCharts.BAR, false);
        }
        pages.box(px - 1.6f, now - 1.6f, 3.2f, 3.2f, PdfCharts.BAR);
        middle(pages, point.says(), px, now - 10, Pages.INK);
      }
      before = now;
    }
  }

  /** How far under the top of the figure a value lies; in the middle when all are the same. */
  private static float at(double value, double low, double high) {
    double share = high > low ? (value - low) / (high - low) : 0.5;
    return (float) (LABEL + PLOT - 5 - share * (PLOT - 5 - AIR));
  }

  private static void middle(Pages pages, String text, float x, float below, int colour)
      throws IOException {
    String set = pages.face(false).settable(text);
    float wide = pages.face(false).width(set, 6.5f);
    pages.text(set, x - wide / 2, below, 6.5f, false, colour);
  }
}
