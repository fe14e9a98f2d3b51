package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.city.Csv;
import furong.city.Organisation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What organisations can do, how much at once, and when, as data of the city:
 *
 * <pre>
 * of,can,most,hours,source
 * street-office,,10,work,the street's rota of 2026
 * ecology-510104,water lab,3,08:00-20:00,...
 * </pre>
 *
 * {@code of} is a duty, or one organisation's id, which goes before its duty. An empty cell is not
 * known and holds nobody back. Hours are {@code work} (the working time of the city's calendar) or
 * a span of every day.
 */
public record Capacities(Map<String, Capacity> all) {

  public static final Capacities NONE = new Capacities(Map.of());

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private static final String WORK = "work";

  /** A shift of any office ends within a day; past that it is open all the time. */
  private static final int MINUTES_A_DAY = 24 * 60;

  /**
   * Of one organisation, or of all that have a duty.
   *
   * @param most open cases at once; 0 when it is not known
   * @param hours {@code work}, {@code HH:mm-HH:mm}, or empty when not known
   */
  public record Capacity(String of, Set<String> can, int most, String hours, String source) {

    static final Capacity UNKNOWN = new Capacity("", Set.of(), 0, "", "");

    public Capacity {
      can = Set.copyOf(can);
      if (most < 0) {
        throw new IllegalArgumentException("most is a number of cases, not " + most);
      }
      if (!hours.isEmpty() && !hours.equals(WORK)) {
        span(hours);
      }
    }

    boolean onDuty(Instant at, WorkCalendar calendar) {
      if (hours.isEmpty()) {
        return true;
      }
      if (hours.equals(WORK)) {
        return calendar.isWorking(at);
      }
      LocalTime[] span = span(hours);
      LocalTime now = at.atZone(calendar.zone()).toLocalTime();
      boolean begun = !now.isBefore(span[0]);
      boolean before = now.isBefore(span[1]);
      // a span such as 20:00-08:00 goes over midnight; 00:00-00:00 is the whole day
      return span[0].isBefore(span[1]) ? begun && before : begun || before;
    }

    /** When a duty that holds now ends, as a clock shows it; empty when it is not known. */
    String until(Instant at, WorkCalendar calendar) {
      if (hours.isEmpty()) {
        return "";
      }
      if (!hours.equals(WORK)) {
        return span(hours)[1].format(CLOCK);
      }
      Instant minute = at;
      for (int i = 0; i < MINUTES_A_DAY && calendar.isWorking(minute); i++) {
        minute = minute.plus(Duration.ofMinutes(1));
      }
      return minute.atZone(calendar.zone()).toLocalTime().format(CLOCK);
    }

    private static LocalTime[] span(String hours) {
      String[] ends = hours.split("-", -1);
      if (ends.length != 2 || !hours.matches("[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}")) {
        throw new IllegalArgumentException("hours are work or HH:mm-HH:mm, not " + hours);
      }
      return new LocalTime[] {LocalTime.parse(ends[0]), LocalTime.parse(ends[1])};
    }
  }

  /**
   * Whether an organisation can be sent something now, and why (not), in words.
   *
   * @param share of its limit that is used; 0 when its limit is not known
   * @param zh why in words; empty when nothing is known that speaks for or against it
   */
  record Fit(Organisation organisation, boolean fits, double share, String zh, String en) {}

  public Capacities {
    all = Map.copyOf(all);
  }

  Capacity of(Organisation o) {
    return Optional.ofNullable(all.get(o.id()))
        .or(() -> Optional.ofNullable(all.get(o.duty())))
        .orElse(Capacity.UNKNOWN);
  }

  /** Holds one organisation against what a matter needs. @param needs capability; empty for none */
  Fit fit(Organisation o, String needs, int open, Instant at, WorkCalendar calendar) {
    Capacity c = of(o);
    if (!needs.isEmpty() && !c.can().contains(needs)) {
      return no(o, 0, Text.of("不具备能力" + needs, "cannot do " + needs));
    }
    if (!c.onDuty(at, calendar)) {
      return no(o, 0, Text.of("不在值班时间（" + c.hours() + "）", "off duty (" + c.hours() + ")"));
    }
    if (c.most() > 0 && open >= c.most()) {
      return no(
          o,
          (double) open / c.most(),
          Text.of("在办" + open + "件，已到上限" + c.most() + "件", "load " + open + " of " + c.most()));
    }
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    if (!needs.isEmpty()) {
      zh.add("具备能力" + needs);
      en.add("can do " + needs);
    }
    if (c.most() > 0) {
      zh.add("在办" + open + "件，上限" + c.most() + "件");
      en.add("load " + open + " of " + c.most());
    }
    String until = c.until(at, calendar);
    if (!until.isEmpty()) {
      zh.add("值班至" + until);
      en.add("on duty till " + until);
    }
    double share = c.most() == 0 ? 0 : (double) open / c.most();
    return new Fit(o, true, share, String.join("，", zh), String.join(", ", en));
  }

  private static Fit no(Organisation o, double share, Text why) {
    return new Fit(o, false, share, o.name().zh() + why.zh(), o.name().en() + ": " + why.en());
  }

  /**
   * Reads a table.
   *
   * @param known duties and ids of organisations; a row for another one would never be used
   */
  public static Result<Capacities> parse(String name, List<String> lines, Set<String> known) {
    Map<String, Capacity> all = new LinkedHashMap<>();
    List<Notice> notices = new ArrayList<>();
    try {
      for (Csv.Row row : Csv.rows(name, lines)) {
        String of = row.get("of");
        if (!known.contains(of) || all.containsKey(of)) {
          notices.add(
              Notice.of(
                  "capacity.of", row.place(), "Nobody is called so, or it stands twice: " + of));
          continue;
        }
        try {
          all.put(of, capacity(of, row));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
          notices.add(Notice.of("capacity.value", row.place(), String.valueOf(e.getMessage())));
        }
      }
    } catch (IllegalArgumentException e) {
      notices.add(Notice.of("capacity.table", name, String.valueOf(e.getMessage())));
    }
    return notices.isEmpty()
        ? Result.ok(new Capacities(all))
        : new Result.Refused<>(Refusal.INVALID, notices);
  }

  private static Capacity capacity(String of, Csv.Row row) {
    String can = row.get("can").strip();
    String most = row.get("most").strip();
    return new Capacity(
        of,
        can.isEmpty() ? Set.of() : new TreeSet<>(List.of(can.split(" +", -1))),
        most.isEmpty() ? 0 : Integer.parseInt(most),
        row.get("hours").strip(),
        row.get("source"));
  }
}
