package furong.reported;

import furong.base.Notice;
import furong.base.Period;
import furong.base.Result;
import furong.base.Transactions;
import furong.people.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a filled table of one form and period, with many divisions at once: every row is judged,
 * and either all of them are kept or none.
 */
public final class RowImport {

  /**
   * A row as read.
   *
   * @param place {@code row 7}, for the report
   * @param value null for an empty cell: such a row leaves the figure as it stands
   */
  public record Row(
      String place, String division, String figure, @Nullable Double value, String note) {}

  /**
   * What came of it.
   *
   * @param kept true when every row was good and all of them are on record now
   * @param rows rows that held something
   * @param same rows that say what stood already
   * @param notices what is wrong, row by row; empty when kept
   */
  public record Outcome(boolean kept, int rows, int same, List<Notice> notices) {
    public Outcome {
      notices = List.copyOf(notices);
    }
  }

  private final FormDesk desk;
  private final ReportedStore store;
  private final Transactions transactions;

  public RowImport(FormDesk desk, ReportedStore store, Transactions transactions) {
    this.desk = desk;
    this.store = store;
    this.transactions = transactions;
  }

  /** Undoes the rows before a bad one. */
  private static final class Undo extends RuntimeException {
    Undo() {
      super("undo", null, false, false);
    }
  }

  /**
   * @param faults of rows that could not even be read
   */
  public Outcome take(
      Caller caller, String form, Period period, List<Row> rows, List<Notice> faults) {
    Map<String, List<Row>> byDivision = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.value() != null || !row.note().isBlank()) {
        byDivision.computeIfAbsent(row.division(), d -> new ArrayList<>()).add(row);
      }
    }
    List<Notice> notices = new ArrayList<>(faults);
    int count = byDivision.values().stream().mapToInt(List::size).sum();
    int same =
        byDivision.entrySet().stream().mapToInt(e -> same(e.getKey(), period, e.getValue())).sum();
    try {
      transactions.inOne(() -> {
        byDivision.forEach((division, of) ->
            notices.addAll(one(caller, new SheetKey(form, division, period), of)));
        if (!notices.isEmpty()) {
          throw new Undo();
        }
      });
    } catch (Undo undone) {
      return new Outcome(false, count, same, notices);
    }
    return new Outcome(true, count, same, List.of());
  }

  private int same(String division, Period period, List<Row> rows) {
    Map<String, Row> wanted = new LinkedHashMap<>();
    rows.forEach(row -> wanted.put(row.figure(), row));
    return (int)
        store.current(wanted.keySet(), division, period).stream()
            .filter(stands -> {
              Row row = wanted.get(stands.figure());
              return row != null && stands.says(row.value(), row.note());
            })
            .count();
  }

  private List<Notice> one(Caller caller, SheetKey key, List<Row> rows) {
    Map<String, Row> byFigure = new LinkedHashMap<>();
    List<Notice> notices = new ArrayList<>();
    for (Row row : rows) {
      Row other = byFigure.putIfAbsent(row.figure(), row);
      if (other != null) {
        notices.add(
            Notice.of("row.twice", row.place(), row.figure() + " stands in " + other.place()));
      }
    }
    long version = store.find(key).map(Sheet::version).orElse(0L);
    List<Cell> cells =
        byFigure.values().stream().map(r -> new Cell(r.figure(), r.value(), r.note())).toList();
    if (desk.save(caller, key, version, cells)
        instanceof Result.Refused<Sheet>(var refusal, var faults)) {
      faults.forEach(fault -> notices.add(inRow(fault, key, rows, byFigure)));
    }
    return notices;
  }

  /** The same fault, at the row of its figure; at the division's first row when it is about all. */
  private static Notice inRow(
      Notice fault, SheetKey key, List<Row> rows, Map<String, Row> byFigure) {
    String figure =
        fault.place().substring(Math.min(fault.place().length(), key.division().length() + 1));
    Row row = byFigure.getOrDefault(figure, rows.getFirst());
    return new Notice(
        fault.code(), row.place(), fault.place() + ": " + fault.message(), fault.hint(), "");
  }
}
