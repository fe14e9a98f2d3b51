package furong.paper;

import furong.paper.Block.Column;
import furong.paper.Block.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A table of things of one kind: each column says, beside its title and width, what it shows of a
 * thing, so that no cell comes to stand under another head.
 *
 * <pre>{@code
 * new TableOf<Rate>()
 *     .text("指标", 2, Rate::title)
 *     .number("值", 1.2, rate -> percent(rate.value()))
 *     .of(rates)
 * }</pre>
 *
 * It makes the block and does not look at the page: widths are shares, as of {@link Column}.
 */
public final class TableOf<T> {

  private final List<Column> columns = new ArrayList<>();
  private final List<Function<? super T, String>> cells = new ArrayList<>();

  /** A further column of words. */
  public TableOf<T> text(String title, double weight, Function<? super T, String> cell) {
    return column(Column.text(title, weight), cell);
  }

  /** A further column of numbers, set to the right. */
  public TableOf<T> number(String title, double weight, Function<? super T, String> cell) {
    return column(Column.number(title, weight), cell);
  }

  private TableOf<T> column(Column column, Function<? super T, String> cell) {
    columns.add(column);
    cells.add(cell);
    return this;
  }

  /** One row for each thing, in their order. */
  public Table of(Collection<? extends T> things) {
    return new Table(
        columns,
        things.stream()
            .map(thing -> cells.stream().map(cell -> cell.apply(thing)).toList())
            .toList());
  }
}
