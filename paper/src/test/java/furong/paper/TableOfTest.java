package furong.paper;

import static org.assertj.core.api.Assertions.assertThat;

import furong.paper.Block.Column;
import furong.paper.Block.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOfTest {

  private final TableOf<String> words =
      new TableOf<String>().text("词", 3, w -> w).number("字数", 1, w -> "" + w.length());

  @Test
  void eachColumnShowsItsPartOfEachThing() {
    assertThat(words.of(List.of("公园", "城市体检")))
        .isEqualTo(
            new Table(
                List.of(Column.text("词", 3), Column.number("字数", 1)),
                List.of(List.of("公园", "2"), List.of("城市体检", "4"))));
  }

  @Test
  void nothingIsATableWithItsHeadAlone() {
    assertThat(words.of(List.of()).columns()).extracting(Column::title).containsExactly("词", "字数");
    assertThat(words.of(List.of()).rows()).isEmpty();
  }
}
