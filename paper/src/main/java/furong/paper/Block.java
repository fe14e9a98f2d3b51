package furong.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a paper. */
public sealed interface Block {

  /**
   * @param level 1 for a section, 2 below it
   */
  record Heading(int level, String text) implements Block {
    public Heading {
      if (level < 1 || level > 2) {
        throw new IllegalArgumentException("a heading is of level 1 or 2, not " + level);
      }
    }
  }

  record Paragraph(String text) implements Block {}

  /** Where figures come from, how they are made: small print. */
  record Note(String text) implements Block {}

  /**
   * @param weight share of the page's width, against the other columns
   * @param right whether it holds numbers
   */
  record Column(String title, double weight, boolean right) {
    public Column {
      if (!(weight > 0)) {
        throw new IllegalArgumentException("a column's width is above 0: " + title);
      }
    }

    public static Column text(String title, double weight) {
      return new Column(title, weight, false);
    }

    public static Column number(String title, double weight) {
      return new Column(title, weight, true);
    }
  }

  /** Its head is repeated on each page; a cell may hold line breaks. */
  record Table(List<Column> columns, List<List<String>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells under " + columns.size() + " columns: " + row);
        }
      }
    }
  }

  /**
   * @param value null where there is none: then no bar is drawn
   * @param says the value as it is read
   */
  record Bar(String label, @Nullable Double value, String says) {}

  /**
   * Lying bars from zero.
   *
   * @param full what the whole width stands for; 1 for shares
   * @param line where an upright line crosses the bars, such as what they must reach; null for none
   */
  record Bars(String title, double full, @Nullable Double line, List<Bar> bars) implements Block {
    public Bars {
      if (!(full > 0)) {
        throw new IllegalArgumentException("the width of a chart stands for more than 0");
      }
      bars = List.copyOf(bars);
    }

    public Bars(String title, double full, List<Bar> bars) {
      this(title, full, null, bars);
    }
  }

  /**
   * @param at where on the way, such as a year
   * @param value null where there is none: the line is broken there
   * @param says the value as it is read
   */
  record Point(String at, @Nullable Double value, String says) {}

  /**
   * A value over time.
   *
   * @param line what it is held against; null for none
   */
  record Trend(String label, List<Point> points, @Nullable Double line) {
    public Trend {
      points = List.copyOf(points);
    }
  }

  /** Small charts side by side; each has its own scale, so heights are not to be compared. */
  record Trends(String title, List<Trend> trends) implements Block {
    public Trends {
      trends = List.copyOf(trends);
    }
  }

  /**
   * A rectangle of a map, in degrees.
   *
   * @param colour 0xRRGGBB
   */
  record Area(double west, double south, double east, double north, int colour) {}

  /** What a colour of a map means. */
  record Key(int colour, String means) {}

  /** A closed line in degrees, longitude and latitude in turn: {@code 104.0, 30.6, 104.1, 30.6}. */
  record Ring(List<Double> lngLats) {
    public Ring {
      lngLats = List.copyOf(lngLats);
      if (lngLats.size() < 6 || lngLats.size() % 2 != 0) {
        throw new IllegalArgumentException("a ring has three points and more");
      }
    }
  }

  /**
   * What a map shows of one division.
   *
   * @param lng where the name stands, with {@code lat}
   * @param rings a ring within a ring is a hole
   */
  record Outline(String name, double lng, double lat, List<Ring> rings) {
    public Outline {
      rings = List.copyOf(rings);
    }
  }

  /**
   * @param colours 0xRRGGBB of each outline, in their order
   */
  record Shading(String label, List<Integer> colours, List<Key> keys) {
    public Shading {
      colours = List.copyOf(colours);
      keys = List.copyOf(keys);
    }
  }

  /**
   * The same outlines in several shadings, one small map each; a single one is as wide as the page
   * and bears the names. Not for measuring.
   */
  record Maps(String title, List<Outline> outlines, List<Shading> shadings) implements Block {
    public Maps {
      outlines = List.copyOf(outlines);
      shadings = List.copyOf(shadings);
      for (Shading shading : shadings) {
        if (shading.colours().size() != outlines.size()) {
          throw new IllegalArgumentException(shading.label() + ": a colour for each outline");
        }
      }
    }
  }

  /** What follows begins on a new page. */
  record PageBreak() implements Block {}

  /**
   * Rectangles in their place, north up; degrees of longitude are shortened by the latitude. Not a
   * map for measuring.
   */
  record Squares(String title, List<Area> areas, List<Key> keys) implements Block {
    public Squares {
      areas = List.copyOf(areas);
      keys = List.copyOf(keys);
    }
  }
}
