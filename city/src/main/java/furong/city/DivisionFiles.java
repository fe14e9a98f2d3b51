package furong.city;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.geo.Bounds;
import furong.geo.LngLat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * How a built division tree lies on disk, in {@code generated/} of a city profile: {@value #TABLE}
 * (one line per division, parents first) and {@value #AREAS} (gzip; per division its code and its
 * area as WKB in WGS 84 degrees).
 */
public final class DivisionFiles {

  public static final String TABLE = "divisions.csv";
  public static final String AREAS = "areas.wkb.gz";

  private static final String HEADER = "code,level,zh,en,parent,synthetic,lng,lat,w,s,e,n";

  /** Larger than any area by far (Chengdu's whole outline has 0.3 MB): more is a broken file. */
  private static final int MAX_AREA_BYTES = 16 << 20;

  private DivisionFiles() {}

  /** Reads what {@link #write} wrote. @throws IOException when a file is missing or broken */
  public static Divisions read(Path generated) throws IOException {
    List<Division> divisions = new ArrayList<>();
    for (Csv.Row row : Csv.read(generated.resolve(TABLE))) {
      divisions.add(division(row));
    }
    return Divisions.of(divisions, readAreas(generated.resolve(AREAS)));
  }

  /** Writes both files; each appears whole or not at all. */
  public static void write(Path generated, Divisions divisions) throws IOException {
    Files.createDirectories(generated);
    StringBuilder table = new StringBuilder(HEADER).append('\n');
    for (Division division : divisions.list()) {
      table.append(line(division)).append('\n');
    }
    Path areas = generated.resolve(AREAS + ".new");
    WKBWriter wkb = new WKBWriter(2);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(areas))))) {
      for (Division division : divisions.list()) {
        Geometry area = divisions.area(division.code()).orElse(null);
        if (area != null) {
          byte[] bytes = wkb.write(area);
          out.writeUTF(division.code());
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
    }
    Path lines = generated.resolve(TABLE + ".new");
    Files.writeString(lines, table);
    Files.move(areas, generated.resolve(AREAS), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.move(lines, generated.resolve(TABLE), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Geometry> readAreas(Path file) throws IOException {
    Map<String, Geometry> areas = new HashMap<>();
    WKBReader wkb = new WKBReader(new GeometryFactory(new PrecisionModel(), 4326));
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      while (true) {
        String code;
        try {
          code = in.readUTF();
        } catch (EOFException end) {
          return areas;
        }
        int length = in.readInt();
        if (length < 0 || length > MAX_AREA_BYTES) {
          throw new IOException(file + ": the area of " + code + " is broken");
        }
        areas.put(code, wkb.read(in.readNBytes(length)));
      }
    } catch (ParseException e) {
      throw new IOException(file + " is broken", e);
    }
  }

  private static String line(Division d) {
    return String.join(
        ",",
        d.code(),
        d.level().name(),
        Csv.quote(d.name().zh()),
        Csv.quote(d.name().en()),
        d.parent(),
        Boolean.toString(d.synthetic()),
        Double.toString(d.centre().lng()),
        Double.toString(d.centre().lat()),
        Double.toString(d.bounds().west()),
        Double.toString(d.bounds().south()),
        Double.toString(d.bounds().east()),
        Double.toString(d.bounds().north()));
  }

  private static Division division(Csv.Row row) {
    return new Division(
        row.get("code"),
        DivisionLevel.valueOf(row.get("level")),
        Text.of(row.get("zh"), row.get("en")),
        row.get("parent"),
        Boolean.parseBoolean(row.get("synthetic")),
        LngLat.of(number(row, "lng"), number(row, "lat")),
        Bounds.of(number(row, "w"), number(row, "s"), number(row, "e"), number(row, "n")));
  }

  private static double number(Csv.Row row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
