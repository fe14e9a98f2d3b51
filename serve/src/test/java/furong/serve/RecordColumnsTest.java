package furong.serve;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Text;
import furong.serve.Lists.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Documents become rows: members become columns. */
class RecordColumnsTest {

  private record Place(String code, Text name, List<Place> path) {}

  private record Line(
      long id, Text title, Place place, @Nullable Double value, List<String> tags, int count) {}

  private static final Place WEST = new Place("510104", Text.of("西区", "West"), List.of());

  private static List<String> names() {
    return RecordColumns.of(Line.class).stream().map(Column::name).toList();
  }

  private static List<String> cells(Line line) {
    return RecordColumns.of(Line.class).stream().map(c -> c.of(line)).toList();
  }

  @Test
  void aDocumentInADocumentIsWrittenOutAndAListOfDocumentsIsNot() {
    assertThat(names())
        .containsExactly("id", "title", "place.code", "place.name", "value", "tags", "count");
    Line line = new Line(7, Text.of("水深", "Depth"), WEST, 2.5, List.of("a", "b"), 3);
    assertThat(cells(line)).containsExactly("7", "水深", "510104", "西区", "2.5", "a b", "3");
  }

  @Test
  @SuppressWarnings("NullAway") // documents do hold nulls: what is unknown is empty, never "null"
  void whatIsUnknownIsEmpty() {
    Line line = new Line(7, Text.of("水深", "Depth"), null, null, List.of(), 0);
    assertThat(cells(line)).containsExactly("7", "水深", "", "", "", "", "0");
  }
}
