package furong.paper;

import furong.paper.Block.Area;
import furong.paper.Block.Bar;
import furong.paper.Block.Bars;
import furong.paper.Block.Key;
import furong.paper.Block.Squares;
import java.io.IOException;
import java.util.List;

/** Charts as drawn shapes, so that they stay sharp in print. */
final class PdfCharts {

  private static final float SIZE = 8.5f;
  private static final float ROW = 15;
  private static final float LABEL = 150;
  private static final float SAYS = 95;
  static final int BAR = 0x2f7d6b;
  static final int MARK = 0xb3261e;
  static final int TRACK = 0xeef2f0;

  /** A third of a page: small enough to stand with its text, large enough to find a street. */
  private static final float MAP_HIGH = 250;

  private PdfCharts() {}

  static void bars(Pages pages, Bars chart) throws IOException {
    pages.need(20 + 2 * ROW);
    caption(pages, chart.title());
    float room = Pages.WIDE - LABEL - SAYS;
    for (Bar bar : chart.bars()) {
      pages.need(ROW);
      String label = pages.face(false).lines(bar.label(), SIZE, LABEL - 8).getFirst();
      pages.text(label, Pages.MARGIN, 2, SIZE, false, Pages.INK);
      pages.box(Pages.MARGIN + LABEL, 2, room, ROW - 5, TRACK);
      if (bar.value() != null) {
        double share = Math.clamp(bar.value() / chart.full(), 0, 1);
        pages.box(Pages.MARGIN + LABEL, 2, (float) (room * share), ROW - 5, BAR);
      }
      if (chart.line() != null) {
        float at = (float) (room * Math.clamp(chart.line() / chart.full(), 0, 1));
        pages.box(Pages.MARGIN + LABEL + at, 0, 1.2f, ROW, MARK);
      }
      pages.textTo(bar.says(), Pages.MARGIN + Pages.WIDE, 2, SIZE, Pages.INK);
      pages.down(ROW);
    }
    pages.down(8);
  }

  static void squares(Pages pages, Squares map) throws IOException {
    if (map.areas().isEmpty()) {
      return;
    }
    pages.need(MAP_HIGH + 50);
    caption(pages, map.title());
    List<Area> areas = map.areas();
    double west = areas.stream().mapToDouble(Area::west).min().orElseThrow();
    double east = areas.stream().mapToDouble(Area::east).max().orElseThrow();
    double south = areas.stream().mapToDouble(Area::south).min().orElseThrow();
    double north = areas.stream().mapToDouble(Area::north).max().orElseThrow();
    double narrow = Math.cos(Math.toRadians((south + north) / 2));
    double scale =
        Math.min(
            Pages.WIDE / Math.max((east - west) * narrow, 1e-9),
            MAP_HIGH / Math.max(north - south, 1e-9));
    float high = (float) ((north - south) * scale);
    float shift = (float) ((Pages.WIDE - (east - west) * narrow * scale) / 2);
    pages.box(Pages.MARGIN, 0, Pages.WIDE, high, TRACK);
    for (Area area : areas) {
      pages.box(
          Pages.MARGIN + shift + (float) ((area.west() - west) * narrow * scale),
          (float) ((north - area.north()) * scale),
          (float) ((area.east() - area.west()) * narrow * scale),
          (float) ((area.north() - area.south()) * scale),
          area.colour());
    }
    pages.down(high + 6);
    keys(pages, map.keys());
  }

  /** What the colours of a map mean, in one line under it. */
  static void keys(Pages pages, List<Key> keys) throws IOException {
    float x = Pages.MARGIN;
    for (Key key : keys) {
      String means = pages.face(false).settable(key.means());
      pages.box(x, 2, 9, 9, key.colour());
      pages.text(means, x + 13, 1, SIZE, false, Pages.INK);
      x += 13 + pages.face(false).width(means, SIZE) + 16;
    }
    pages.down(ROW + 6);
  }

  static void caption(Pages pages, String title) throws IOException {
    pages.text(title, Pages.MARGIN, 0, 9.5f, true, Pages.INK);
    pages.down(17);
  }
}
