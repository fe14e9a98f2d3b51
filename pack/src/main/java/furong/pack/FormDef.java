package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import java.time.LocalDate;
import java.util.List;

/**
 * A form (填报表): figures that one level of divisions reports for each period, and that each level
 * above approves up to the city.
 *
 * @param id {@code <pack>.<name>}
 * @param version changes whenever a figure of it means something else
 * @param asked the level that fills it
 * @param within code of the only division whose divisions of that level fill it; empty for all
 * @param due parameter: how long after the end of the period it must be in
 * @param duty what the organisation that fills it answers for, as procedures name it
 * @param uses figures of other forms that are shown beside, because they are asked there
 */
public record FormDef(
    String id,
    Text title,
    String version,
    Cycle cycle,
    DivisionLevel asked,
    String within,
    String due,
    String duty,
    String source,
    List<String> uses,
    List<FigureDef> figures,
    Place place) {

  public FormDef {
    uses = List.copyOf(uses);
    figures = List.copyOf(figures);
  }

  public String pack() {
    return id.substring(0, id.indexOf('.'));
  }

  /** How often. */
  public enum Cycle {
    MONTH(1, Text.of("月", "Month")),
    QUARTER(3, Text.of("季", "Quarter")),
    YEAR(12, Text.of("年", "Year"));

    private final int months;
    private final Text title;

    Cycle(int months, Text title) {
      this.months = months;
      this.title = title;
    }

    public Text title() {
      return title;
    }

    /** The period that holds the day. */
    public Period of(LocalDate day) {
      return Period.parse(
          switch (this) {
            case MONTH -> day.toString().substring(0, 7);
            case QUARTER -> day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3);
            case YEAR -> day.toString().substring(0, 4);
          });
    }

    public boolean fits(Period period) {
      return of(period.first()).equals(period);
    }

    /** The period before; the one a year before is {@code of(first.minusYears(1))}. */
    public Period before(Period period) {
      return of(period.first().minusMonths(months));
    }

    /** The same period of the year before. */
    public Period yearBefore(Period period) {
      return of(period.first().minusYears(1));
    }
  }
}
