package furong.city.build;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.Division;
import furong.city.DivisionFiles;
import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.Coverage;
import furong.geo.Gcj02;
import furong.geo.LngLat;
import furong.geo.Partition;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * From the plain registers in {@code generated/source} to the tree with areas in {@code generated}.
 *
 * <pre>{@code
 * java -cp ... furong.city.build.CityBuilder cities/chengdu      // what cities/build.sh runs
 * }</pre>
 *
 * County outlines come from the package in GCJ-02, are brought to WGS 84 and made to tile. Below
 * the county no public source gives borders: the areas of streets and communities, and the grids
 * altogether, are grown by a seeded partition and marked synthetic. Codes and names of streets and
 * communities are the official ones. Deterministic: the same sources and seed give the same files.
 */
public final class CityBuilder {

  /** One line of {@code divisions.csv}. */
  private record Entry(String code, DivisionLevel level, Text name, String parent) {}

  /** Grids per community are 1 to 4, drawn from its code, because no public source gives any. */
  private static final int MAX_GRIDS = 4;

  private final long seed;
  private final List<Division> divisions = new ArrayList<>();
  private final Map<String, Geometry> areas = new LinkedHashMap<>();
  private final Map<String, List<Entry>> below = new LinkedHashMap<>();

  private CityBuilder(long seed) {
    this.seed = seed;
  }

  /**
   * Builds the profiles in the given folders; skips those that are newer than their sources.
   *
   * @param args folders such as {@code cities/chengdu}
   */
  public static void main(String[] args) throws IOException {
    for (String folder : args) {
      Path city = Path.of(folder);
      if (isFresh(city)) {
        continue;
      }
      long start = System.nanoTime();
      Divisions built = build(city);
      DivisionFiles.write(city.resolve("generated"), built);
      System.out.printf(
          "%s: %d divisions in %.1f s%n",
          city.getFileName(), built.list().size(), (System.nanoTime() - start) / 1e9);
    }
  }

  /** True when the generated tree is there and not older than anything that it is made from. */
  static boolean isFresh(Path city) throws IOException {
    Path table = city.resolve("generated").resolve(DivisionFiles.TABLE);
    if (!Files.exists(table)) {
      return false;
    }
    Path source = city.resolve("generated/source");
    for (Path input :
        List.of(
            city.resolve("city.properties"),
            source.resolve("divisions.csv"),
            source.resolve("outlines.tsv"))) {
      if (Files.getLastModifiedTime(input).compareTo(Files.getLastModifiedTime(table)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The tree of one city, computed from {@code generated/source}. */
  public static Divisions build(Path city) throws IOException {
    Properties about = new Properties();
    try (Reader reader = Files.newBufferedReader(city.resolve("city.properties"))) {
      about.load(reader);
    }
    CityBuilder builder = new CityBuilder(Long.parseLong(about.getProperty("seed")));
    Path source = city.resolve("generated/source");
    Map<String, Geometry> outlines = outlines(source.resolve("outlines.tsv"), true);
    return builder.tree(entries(source.resolve("divisions.csv")), Coverage.clean(outlines));
  }

  /**
   * County outlines by code.
   *
   * @param fromGcj whether to bring them from GCJ-02 to WGS 84; the test of this class proves by
   *     comparison with surveyed outlines that the package's are GCJ-02
   */
  static Map<String, Geometry> outlines(Path file, boolean fromGcj) throws IOException {
    Map<String, Geometry> outlines = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int tab = line.indexOf('\t');
      try {
        Geometry outline = new WKTReader().read(line.substring(tab + 1));
        if (fromGcj) {
          outline.apply(new FromGcj());
        }
        outlines.put(line.substring(0, tab), outline);
      } catch (ParseException e) {
        throw new IOException(file + ": the outline of " + line.substring(0, tab), e);
      }
    }
    return outlines;
  }

  private static List<Entry> entries(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] f = line.split(",", -1);
      if (f[0].equals("code")) {
        continue;
      }
      entries.add(new Entry(f[0], DivisionLevel.valueOf(f[1]), Text.of(f[2], f[3]), f[4]));
    }
    return entries;
  }

  private Divisions tree(List<Entry> entries, Map<String, Geometry> counties) {
    entries.forEach(e -> below.computeIfAbsent(e.parent(), code -> new ArrayList<>()).add(e));
    Entry root = entries.getFirst();
    add(
        root,
        org.locationtech.jts.coverage.CoverageUnion.union(
            counties.values().toArray(Geometry[]::new)),
        false);
    for (Entry county : below.getOrDefault(root.code(), List.of())) {
      Geometry area = counties.get(county.code());
      if (area == null) {
        throw new IllegalArgumentException("no outline for " + county.code());
      }
      add(county, area, false);
      addBelow(county, area);
    }
    divisions.sort(java.util.Comparator.comparing(Division::level));
    return Divisions.of(divisions, areas);
  }

  private void addBelow(Entry parent, Geometry area) {
    List<Entry> children =
        parent.level() == DivisionLevel.COMMUNITY
            ? grids(parent)
            : below.getOrDefault(parent.code(), List.of());
    if (children.isEmpty()) {
      return;
    }
    List<Geometry> parts = Partition.cut(area, children.size(), seedOf(parent.code()));
    for (int i = 0; i < children.size(); i++) {
      add(children.get(i), parts.get(i), true);
      if (children.get(i).level() != DivisionLevel.GRID) {
        addBelow(children.get(i), parts.get(i));
      }
    }
  }

  private List<Entry> grids(Entry community) {
    int count = 1 + (int) Long.remainderUnsigned(seedOf(community.code() + "g"), MAX_GRIDS);
    List<Entry> grids = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      grids.add(
          new Entry(
              community.code() + String.format("%03d", i),
              DivisionLevel.GRID,
              Text.of(community.name().zh() + "第" + i + "网格", community.name().en() + " Grid " + i),
              community.code()));
    }
    return grids;
  }

  /** A number drawn from a code and the city's seed, spread over all 64 bits (FNV-1a). */
  private long seedOf(String code) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < code.length(); i++) {
      hash = (hash ^ code.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }

  private void add(Entry entry, Geometry area, boolean synthetic) {
    Envelope box = area.getEnvelopeInternal();
    Coordinate centre = centre(area);
    divisions.add(
        new Division(
            entry.code(),
            entry.level(),
            entry.name(),
            entry.parent(),
            synthetic,
            LngLat.of(round(centre.x), round(centre.y)),
            Bounds.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())));
    areas.put(entry.code(), area);
  }

  /** The centroid when it lies inside, else a point that does. */
  private static Coordinate centre(Geometry area) {
    return area.contains(area.getCentroid())
        ? area.getCentroid().getCoordinate()
        : area.getInteriorPoint().getCoordinate();
  }

  /** To the grid of the outlines, a centimetre. */
  private static double round(double degrees) {
    return Math.round(degrees / Coverage.GRID_DEGREES) * Coverage.GRID_DEGREES;
  }

  /** Brings every vertex from GCJ-02 to WGS 84. */
  private static final class FromGcj implements CoordinateSequenceFilter {
    @Override
    public void filter(CoordinateSequence sequence, int i) {
      LngLat point = Gcj02.toWgs84(sequence.getX(i), sequence.getY(i));
      sequence.setOrdinate(i, 0, point.lng());
      sequence.setOrdinate(i, 1, point.lat());
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }
}
