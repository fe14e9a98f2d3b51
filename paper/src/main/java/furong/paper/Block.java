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
   */
  record Bars(String title, double full, List<Bar> bars) implements Block {
    public Bars {
      if (!(full > 0)) {
        throw new IllegalArgumentException("the width of a chart stands for more than 0");
      }
      bars = List.copyOf(bars);
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
