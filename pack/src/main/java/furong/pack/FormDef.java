package furong.pack;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

  /** How often. Forms are asked by the month at most; figures that compute themselves are finer. */
  public enum Cycle {
    HOUR(Text.of("时", "Hour")),
    DAY(Text.of("日", "Day")),
    MONTH(Text.of("月", "Month")),
    QUARTER(Text.of("季", "Quarter")),
    YEAR(Text.of("年", "Year"));

    private final Text title;

    Cycle(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }

    /** The period that holds the day; of hours the first one of the day. */
    public Period of(LocalDate day) {
      return of(day.atStartOfDay());
    }

    /** The period that holds the time. */
    public Period of(LocalDateTime time) {
      LocalDate day = time.toLocalDate();
      return switch (this) {
        case HOUR -> Period.hour(time);
        case DAY -> Period.day(day);
        case MONTH -> Period.month(day);
        case QUARTER -> Period.parse(day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3));
        case YEAR -> Period.parse(day.toString().substring(0, 4));
      };
    }

    public boolean fits(Period period) {
      return of(period.start()).equals(period);
    }

    /** The period before; the one a year before is {@link #yearBefore}. */
    public Period before(Period period) {
      LocalDateTime start = period.start();
      return of(this == HOUR ? start.minusHours(1) : start.minusDays(1));
    }

    public Period after(Period period) {
      return of(
          this == HOUR ? period.start().plusHours(1) : period.last().plusDays(1).atStartOfDay());
    }

    /** The same period of the year before. */
    public Period yearBefore(Period period) {
      return of(period.start().minusYears(1));
    }
  }
}
