package furong.paper;

import furong.paper.Block.Key;
import furong.paper.Block.Maps;
import furong.paper.Block.Outline;
import furong.paper.Block.Ring;
import furong.paper.Block.Shading;
import java.io.IOException;
import java.util.List;

/**
 * Maps of divisions without a ground map: outlines in their place, north up, degrees of longitude
 * shortened by the latitude of the middle.
 */
final class PdfMaps {

  /** A small map: as high as three of its rows leave room for their headings on a page. */
  private static final float SMALL = 128;

  /** Nearly half a page: names of twenty counties can be read. */
  private static final float LARGE = 330;

  private static final float KEY = 10;
  private static final float NAME = 6.5f;

  private final Pages pages;
  private final Maps maps;
  private double west = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;
  private double south = Double.POSITIVE_INFINITY;
  private double north = Double.NEGATIVE_INFINITY;

  private PdfMaps(Pages pages, Maps maps) {
    this.pages = pages;
    this.maps = maps;
    for (Outline outline : maps.outlines()) {
      for (Ring ring : outline.rings()) {
        for (int i = 0; i < ring.lngLats().size(); i += 2) {
          west = Math.min(west, ring.lngLats().get(i));
          east = Math.max(east, ring.lngLats().get(i));
          south = Math.min(south, ring.lngLats().get(i + 1));
          north = Math.max(north, ring.lngLats().get(i + 1));
        }
      }
    }
  }

  static void set(Pages pages, Maps maps) throws IOException {
    PdfMaps setter = new PdfMaps(pages, maps);
    if (maps.shadings().isEmpty() || !(setter.east > setter.west)) {
      return;
    }
    if (maps.shadings().size() == 1) {
      setter.large(maps.shadings().getFirst());
    } else {
      setter.small();
    }
  }

  private void large(Shading shading) throws IOException {
    pages.need(17 + LARGE + 24);
    PdfCharts.caption(pages, maps.title());
    draw(shading, Pages.MARGIN, 0, Pages.WIDE, LARGE, true);
    pages.down(LARGE + 4);
    PdfCharts.keys(pages, shading.keys());
  }

  private void small() throws IOException {
    int keys = maps.shadings().stream().mapToInt(s -> s.keys().size()).max().orElse(0);
    float high = PdfTrends.LABEL + SMALL + ((keys + 1) / 2) * KEY + 12;
    pages.need(17 + high);
    PdfCharts.caption(pages, maps.title());
    List<Shading> all = maps.shadings();
    for (int from = 0; from < all.size(); from += PdfTrends.IN_A_ROW) {
      pages.need(high);
      for (int i = from; i < Math.min(from + PdfTrends.IN_A_ROW, all.size()); i++) {
        float x = Pages.MARGIN + (i - from) * (PdfTrends.WIDE + PdfTrends.GAP);
        PdfTrends.label(pages, all.get(i).label(), x);
        draw(all.get(i), x, PdfTrends.LABEL, PdfTrends.WIDE, SMALL, false);
        keys(all.get(i).keys(), x, PdfTrends.LABEL + SMALL + 4);
      }
      pages.down(high);
    }
    pages.down(4);
  }

  /** Two beside each other. */
  private void keys(List<Key> keys, float x, float below) throws IOException {
    for (int i = 0; i < keys.size(); i++) {
      float at = x + (i % 2) * PdfTrends.WIDE / 2;
      float under = below + (i / 2) * KEY;
      pages.box(at, under + 1, 6.5f, 6.5f, keys.get(i).colour());
      pages.text(keys.get(i).means(), at + 9, under, NAME, false, Pages.INK);
    }
  }

  private void draw(Shading shading, float x, float below, float wide, float high, boolean names)
      throws IOException {
    double narrow = Math.cos(Math.toRadians((south + north) / 2));
    double scale = Math.min(wide / ((east - west) * narrow), high / (north - south));
    double left = x + (wide - (east - west) * narrow * scale) / 2;
    double top = below + (high - (north - south) * scale) / 2;
    for (int i = 0; i < maps.outlines().size(); i++) {
      List<float[]> rings =
          maps.outlines().get(i).rings().stream()
              .map(ring -> placed(ring, left, top, narrow * scale, scale))
              .toList();
      pages.shape(rings, shading.colours().get(i));
    }
    if (names) {
      for (Outline outline : maps.outlines()) {
        name(outline, left, top, narrow * scale, scale);
      }
    }
  }

  private float[] placed(Ring ring, double left, double top, double perLng, double perLat) {
    float[] points = new float[ring.lngLats().size()];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = (float) (left + (ring.lngLats().get(i) - west) * perLng);
      points[i + 1] = (float) (top + (north - ring.lngLats().get(i + 1)) * perLat);
    }
    return points;
  }

  /** Left out where it is much wider than what it names. */
  private void name(Outline outline, double left, double top, double perLng, double perLat)
      throws IOException {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (Ring ring : outline.rings()) {
      for (int i = 0; i < ring.lngLats().size(); i += 2) {
        from = Math.min(from, ring.lngLats().get(i));
        to = Math.max(to, ring.lngLats().get(i));
      }
    }
    String set = pages.face(false).settable(outline.name());
    float wide = pages.face(false).width(set, NAME);
    if (wide <= (to - from) * perLng * 1.3) {
      float x = (float) (left + (outline.lng() - west) * perLng);
      float y = (float) (top + (north - outline.lat()) * perLat);
      pages.text(set, x - wide / 2, y - NAME / 2, NAME, false, Pages.INK);
    }
  }
}
