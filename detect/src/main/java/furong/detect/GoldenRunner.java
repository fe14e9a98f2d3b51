package furong.detect;

import furong.base.Text;
import furong.observe.DatastreamInfo;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.Golden;
import furong.pack.PackBook;
import furong.pack.Rule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the proof of a rule: series in, alerts out. Each runs as the present, reading by reading
 * with time ticking between them, and, unless it is only about the present, once more as history in
 * batches; both must give exactly what is expected. A rule across things is about the present only.
 */
public final class GoldenRunner {

  private static final long MINUTE_MS = 60_000L;

  private static final long DAY_MINUTES = 1_440;

  /** Ten years: safely beyond what counts as live. */
  private static final long LATER_MS = 3_652L * 86_400_000L;

  /** Steps per batch of history: a number that divides no day, so that borders fall everywhere. */
  private static final int BATCH = 37;

  private final RuleBook rules;
  private final PackBook book;
  private final ZoneId zone;

  public GoldenRunner(PackBook book, ZoneId zone) {
    this.book = book;
    this.zone = zone;
    this.rules = RuleBook.of(book, zone);
  }

  /** What went otherwise than expected, a line each; empty when the proof holds. */
  public List<Text> run(Golden golden) {
    List<Text> faults = new ArrayList<>();
    List<String> expected =
        golden.expected().stream()
            .map(e -> line(e.at(), e.kind(), e.level().name(), e.muted()))
            .toList();
    compare("live", expected, present(golden, faults), faults);
    if (!golden.live() && !isAcross(golden)) {
      compare("history", expected, history(golden), faults);
    }
    return faults;
  }

  private boolean isAcross(Golden golden) {
    return book.findRule(golden.rule()).map(Rule::over).isPresent();
  }

  private static void compare(
      String mode, List<String> expected, List<String> got, List<Text> faults) {
    if (!expected.equals(got)) {
      faults.add(
          Text.of(
              (mode.equals("live") ? "实时" : "历史") + "：应为 " + expected + "，实为 " + got,
              mode + ": expected " + expected + " but got " + got));
    }
  }

  private static String line(Duration at, String kind, String level, boolean muted) {
    return String.format(
        Locale.ROOT, "%dmin %s %s%s", at.toMinutes(), kind, level, muted ? " muted" : "");
  }

  /** One run of the detector over one golden. */
  private final class Run implements Effects {
    private final Golden golden;
    private final Detector detector;
    private final Across across;
    private final ShardState state = new ShardState();
    private final CityState city = new CityState(1);
    private final List<Fact> facts = new ArrayList<>();
    private final List<AlertChange> alerts = new ArrayList<>();
    private final List<VitalWindow> vitals = new ArrayList<>();
    private final List<IndicatorFigure> figures = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Muter muter;

    Run(Golden golden) {
      this.golden = golden;
      RuleBook own =
          golden.params().isEmpty()
              ? rules
              : RuleBook.of(
                  book.with(
                      golden.rule().substring(0, golden.rule().indexOf('.')), golden.params()),
                  zone);
      RuleBook inCalendar = golden.calendar(zone).map(own::with).orElse(own);
      this.detector = new Detector(inCalendar);
      this.across = new Across(inCalendar);
      this.muter = muter(golden);
      long id = 1;
      long thing = 1;
      for (Golden.Site site : golden.things()) {
        if (site.together()) {
          DatastreamInfo whole =
              new DatastreamInfo(
                  id,
                  thing,
                  "",
                  "golden",
                  "",
                  1,
                  0,
                  site.division(),
                  0,
                  false,
                  site.lng(),
                  site.lat());
          List<DatastreamInfo.Component> places = new ArrayList<>();
          for (String property : new TreeMap<>(site.series()).keySet()) {
            places.add(new DatastreamInfo.Component(places.size(), property, 1, 0));
          }
          apply(new LogRecord.Registered(id, whole.with(places)));
          id++;
          thing++;
          continue;
        }
        for (String property : new TreeMap<>(site.series()).keySet()) {
          apply(
              new LogRecord.Registered(
                  id,
                  new DatastreamInfo(
                      id,
                      thing,
                      property,
                      "golden",
                      property,
                      1,
                      0,
                      site.division(),
                      0,
                      false,
                      site.lng(),
                      site.lat())));
          id++;
        }
        thing++;
      }
    }

    void apply(LogRecord record) {
      detector.apply(0, state, record, this);
      if (record instanceof LogRecord.Tick tick) {
        Told heard = new Told(tick.nowMs(), "", facts, List.copyOf(alerts), vitals, figures);
        facts.clear();
        alerts.clear();
        vitals.clear();
        figures.clear();
        across.apply(city, 0, heard, this);
      }
    }

    /** What the rule says of the thing, or of any of its divisions that it is unsure about. */
    @Nullable Judgement judgement() {
      List<Judgement> all = new ArrayList<>(city.judgements(golden.rule()).values());
      for (long thing = 1; thing <= (isAcross(golden) ? golden.things().size() : 1); thing++) {
        Judgement own = state.judgements(thing).get(golden.rule());
        if (own != null) {
          all.add(own);
        }
      }
      return all.contains(Judgement.CANNOT_JUDGE)
          ? Judgement.CANNOT_JUDGE
          : all.stream().findFirst().orElse(null);
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }

    @Override
    public void figure(IndicatorFigure figure) {
      figures.add(figure);
    }

    @Override
    public void alert(AlertChange change) {
      alerts.add(change);
      if (change.rule().equals(golden.rule())) {
        told.add(
            line(
                Duration.ofMillis(change.atMs() - golden.start().toEpochMilli()),
                change.kind().name(),
                change.level().name(),
                muter.mutes(change).isPresent()));
      }
    }

    @Override
    public void vital(VitalWindow window) {
      vitals.add(window);
    }
  }

  private Muter muter(Golden golden) {
    boolean byCase =
        book.findRule(golden.rule()).map(Rule::muteWhen).filter(m -> !m.isEmpty()).isPresent();
    return change -> {
      Duration at = Duration.ofMillis(change.atMs() - golden.start().toEpochMilli());
      return golden.openCases().stream()
          .filter(c -> byCase && at.compareTo(c.from()) >= 0 && at.compareTo(c.to()) < 0)
          .map(c -> "a case is open")
          .findFirst();
    };
  }

  private static int steps(Golden golden) {
    int read =
        golden.things().stream()
            .flatMap(t -> t.series().values().stream())
            .mapToInt(s -> s.length)
            .max()
            .orElse(0);
    long figured =
        golden.figures().stream()
            .mapToLong(f -> f.at().dividedBy(golden.step()) + 1)
            .max()
            .orElse(0);
    return (int) Math.max(read, figured);
  }

  /** What indicators come to in a step. */
  private static List<IndicatorFigure> figures(Golden golden, int step) {
    return golden.figures().stream()
        .filter(f -> f.at().dividedBy(golden.step()) == step)
        .map(f ->
            new IndicatorFigure(
                f.indicator(), f.division(), f.period(), f.value(), f.complete(), false))
        .toList();
  }

  private static void add(Golden golden, int step, ReadingBlock block) {
    long time = golden.start().toEpochMilli() + step * golden.step().toMillis();
    long id = 1;
    for (Golden.Site site : golden.things()) {
      if (site.together()) {
        addTogether(site, id++, step, time, block);
        continue;
      }
      for (double[] values : new TreeMap<>(site.series()).values()) {
        if (step < values.length && !Double.isNaN(values[step])) {
          block.add(id, step * 100L + id, time, values[step], null);
        }
        id++;
      }
    }
  }

  /** What all properties of a thing say in a step as one array; nothing when none says anything. */
  private static void addTogether(
      Golden.Site site, long id, int step, long time, ReadingBlock block) {
    List<String> values = new ArrayList<>();
    for (double[] of : new TreeMap<>(site.series()).values()) {
      boolean heard = step < of.length && !Double.isNaN(of[step]);
      values.add(heard ? Double.toString(of[step]) : "null");
    }
    if (values.stream().anyMatch(v -> !v.equals("null"))) {
      String extra = "{\"result\":[" + String.join(",", values) + "]}";
      block.add(id, step * 100L + id, time, Double.NaN, extra);
    }
  }

  private List<String> present(Golden golden, List<Text> faults) {
    Run run = new Run(golden);
    long start = golden.start().toEpochMilli();
    long stepMs = golden.step().toMillis();
    for (int step = 0; step < steps(golden); step++) {
      long time = start + step * stepMs;
      ReadingBlock block = new ReadingBlock(4);
      add(golden, step, block);
      run.apply(new LogRecord.Readings(time, "", block));
      run.apply(new LogRecord.Figures(figures(golden, step)));
      if (isAcross(golden)) {
        run.apply(new LogRecord.Tick(time));
      }
      Judgement judgement = run.judgement();
      if (golden.cannotJudge().contains(Duration.ofMillis(time - start))
          && judgement != Judgement.CANNOT_JUDGE) {
        Duration since = Duration.ofMillis(time - start);
        faults.add(
            Text.of(
                since + "：应为无法判断，实为 " + judgement,
                since + ": expected CANNOT_JUDGE but got " + judgement));
      }
      // a minute, or of long steps as many as a day has minutes
      long pace = Math.min(stepMs, Math.max(MINUTE_MS, stepMs / DAY_MINUTES));
      for (long tick = time; tick < time + stepMs; tick += pace) {
        run.apply(new LogRecord.Tick(tick));
      }
    }
    return run.told;
  }

  private List<String> history(Golden golden) {
    Run run = new Run(golden);
    long received = golden.start().toEpochMilli() + LATER_MS;
    int steps = steps(golden);
    for (int first = 0; first < steps; first += BATCH) {
      ReadingBlock block = new ReadingBlock(BATCH);
      for (int step = first; step < Math.min(steps, first + BATCH); step++) {
        add(golden, step, block);
      }
      run.apply(new LogRecord.Readings(received, "", block));
    }
    run.apply(new LogRecord.Tick(received + 2 * Detector.IDLE_MS));
    return run.told;
  }
}
