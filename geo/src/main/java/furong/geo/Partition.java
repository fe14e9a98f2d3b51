package furong.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Cuts an area into a number of parts of about equal size, the same ones for the same seed: what
 * stands in for borders that no public source gives.
 *
 * <pre>{@code
 * List<Geometry> streets = Partition.cut(county, 11, 510104);
 * }</pre>
 *
 * Method: points strewn evenly over the area, gathered round {@code parts} centres (k-means), the
 * Voronoi cells of the centres noded together with the border of the area; every face goes to its
 * nearest centre, so that parts share their borders vertex by vertex. Cost: O(parts^2) with a small
 * factor; 37 parts take some milliseconds. It knows nothing of roads, rivers or people.
 */
public final class Partition {

  /** Points per part: enough that parts differ in size by tens of percent, not by times. */
  private static final int POINTS_PER_PART = 40;

  /** Rounds of k-means; later ones hardly move a centre. */
  private static final int ROUNDS = 8;

  /** A cut that leaves a part without ground is tried again; a handful of times is already rare. */
  private static final int MAX_TRIES = 20;

  /** An area that fills less than a thousandth of its box is a line, not ground. */
  private static final int MAX_TRIES_PER_POINT = 1_000;

  private Partition() {}

  /**
   * @param parts 1 or more
   * @throws IllegalArgumentException when the area is too small or too thin to be cut so often
   */
  public static List<Geometry> cut(Geometry area, int parts, long seed) {
    if (parts == 1) {
      return List.of(area);
    }
    Random random = new Random(seed);
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      List<Geometry> cut = tryCut(area, parts, random);
      if (cut.size() == parts) {
        return cut;
      }
    }
    throw new IllegalArgumentException("cannot cut this area into " + parts + " parts");
  }

  private static List<Geometry> tryCut(Geometry area, int parts, Random random) {
    Coordinate[] centres = centres(strew(area, parts * POINTS_PER_PART, random), parts, random);
    Envelope around = new Envelope(area.getEnvelopeInternal());
    around.expandBy(around.getWidth() + around.getHeight());
    VoronoiDiagramBuilder voronoi = new VoronoiDiagramBuilder();
    voronoi.setSites(List.of(centres));
    voronoi.setClipEnvelope(around);
    Geometry cells = voronoi.getDiagram(area.getFactory());

    IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
    List<List<Polygon>> owned = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      owned.add(new ArrayList<>());
    }
    for (Polygon face : Coverage.faces(List.of(area, cells))) {
      Coordinate point = face.getInteriorPoint().getCoordinate();
      if (inside.locate(point) == Location.INTERIOR) {
        owned.get(nearest(centres, point)).add(face);
      }
    }
    return owned.stream().filter(faces -> !faces.isEmpty()).map(Coverage::join).toList();
  }

  /** Points spread evenly over the area. */
  private static Coordinate[] strew(Geometry area, int count, Random random) {
    IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
    Envelope box = area.getEnvelopeInternal();
    Coordinate[] points = new Coordinate[count];
    int tries = 0;
    for (int i = 0; i < count; ) {
      if (++tries > count * MAX_TRIES_PER_POINT) {
        throw new IllegalArgumentException("this area has too little ground to be cut");
      }
      Coordinate point =
          new Coordinate(
              box.getMinX() + random.nextDouble() * box.getWidth(),
              box.getMinY() + random.nextDouble() * box.getHeight());
      if (inside.locate(point) == Location.INTERIOR) {
        points[i++] = point;
      }
    }
    return points;
  }

  private static Coordinate[] centres(Coordinate[] points, int parts, Random random) {
    Coordinate[] centres = new Coordinate[parts];
    for (int i = 0; i < parts; i++) {
      centres[i] =
          points[random.nextInt(points.length / parts) + i * (points.length / parts)].copy();
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] x = new double[parts];
      double[] y = new double[parts];
      int[] n = new int[parts];
      for (Coordinate point : points) {
        int c = nearest(centres, point);
        x[c] += point.x;
        y[c] += point.y;
        n[c]++;
      }
      for (int c = 0; c < parts; c++) {
        if (n[c] > 0) {
          centres[c] = new Coordinate(x[c] / n[c], y[c] / n[c]);
        }
      }
    }
    return centres;
  }

  private static int nearest(Coordinate[] centres, Coordinate point) {
    int nearest = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      double dx = centres[i].x - point.x;
      double dy = centres[i].y - point.y;
      double d = dx * dx + dy * dy;
      if (d < best) {
        best = d;
        nearest = i;
      }
    }
    return nearest;
  }
}
