package furong.sense.history;

import furong.base.Result.Refusal;
import furong.observe.Grid;
import furong.observe.History.Query;
import furong.observe.Summaries.Slot;
import furong.people.Caller;
import furong.people.Rights;
import furong.sense.history.HistoryViews.Counts;
import furong.sense.history.HistoryViews.HoldingsView;
import furong.sense.history.HistoryViews.Items;
import furong.sense.history.HistoryViews.LatestView;
import furong.sense.history.HistoryViews.ObservationView;
import furong.sense.history.HistoryViews.Series;
import furong.sense.history.HistoryViews.SlotView;
import furong.serve.Lists;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** {@code /api/history}: observations by datastream and time, newest values, sums, counts. */
@RestController
@RequestMapping("/api/history")
@Tag(name = "history", description = "历史观测 Observations as they are kept")
public class HistoryController {

  /** As many lines as a chart tells apart. */
  private static final int MAX_DATASTREAMS = 64;

  /** Newest values in one answer: a page of devices. */
  private static final int MAX_LATEST = 1_000;

  /** More intervals than a screen has dots. */
  private static final long MAX_SLOTS = 10_000;

  private final HistoryDesk desk;

  public HistoryController(HistoryDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/observations")
  @Operation(
      summary = "观测记录 Observations of a datastream in a range of time, by time then id",
      description =
          "A page with the exact total; format=csv is a file of the whole range. `to` is excluded."
              + " flagged=true: only what carries a quality flag, which reads the whole range.")
  Lists.Slice<ObservationView> observations(
      @AuthenticationPrincipal Caller caller,
      @RequestParam long datastream,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @Parameter(description = "asc or desc") @RequestParam(defaultValue = "asc") String order,
      @RequestParam(defaultValue = "false") boolean flagged,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    desk.readable(caller, List.of(datastream));
    Lists.check(page, size);
    boolean descending = order.equals("desc");
    Query query = new Query(datastream, ms(from), end(to), size, page * size, descending);
    if (flagged) {
      Flagged found = new Flagged(query);
      desk.history().forEach(List.of(datastream), query.fromMs(), query.toMs(), found);
      return new Lists.Slice<>(found.page(), found.total(), page, size);
    }
    List<ObservationView> items =
        desk.history().read(query).stream().map(ObservationView::of).toList();
    long total = desk.history().count(datastream, ms(from), end(to));
    return new Lists.Slice<>(items, total, page, size);
  }

  @GetMapping(path = "/observations", params = "format=csv")
  @Operation(summary = "观测文件 Every observation of a datastream in a range of time, as CSV")
  ResponseEntity<StreamingResponseBody> observationsFile(
      @AuthenticationPrincipal Caller caller,
      @RequestParam long datastream,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "false") boolean flagged) {
    desk.readable(caller, List.of(datastream));
    return HistoryFiles.observations(desk.history(), datastream, ms(from), end(to), flagged);
  }

  @GetMapping("/latest")
  @Operation(summary = "最新值 The newest observation of one or many datastreams")
  Items<LatestView> latest(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "repeat it for many; at most 1000") @RequestParam
          List<Long> datastream) {
    few(datastream, MAX_LATEST);
    desk.readable(caller, datastream);
    return Items.of(desk.latest(datastream));
  }

  @GetMapping("/things/{thing}/latest")
  @Operation(summary = "设施最新值 The newest observation of each datastream of a thing")
  Items<LatestView> latestOfThing(
      @AuthenticationPrincipal Caller caller, @PathVariable long thing) {
    return Items.of(desk.latest(desk.datastreamsOf(caller, thing)));
  }

  @GetMapping("/series")
  @Operation(
      summary = "降采样 Min, max, mean, last and count of each interval",
      description =
          "Intervals of a day are the city's local days; shorter ones begin at its midnight. An"
              + " interval without observations is not in the answer. What is no number, out of"
              + " range, twice, or ahead of time is only counted, as `left`. Sound levels are"
              + " averaged by their energy, anything else by its values: `means` says which. Each"
              + " reading weighs the same, however long it stood.")
  ResponseEntity<?> series(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "repeat it for many; at most 64") @RequestParam
          List<Long> datastream,
      @RequestParam Instant from,
      @RequestParam Instant to,
      @Parameter(description = "ISO 8601: PT1M, PT1H, P1D; a whole part of a day, 1 s or more")
          @RequestParam
          String every,
      @RequestParam(defaultValue = "json") String format) {
    few(datastream, MAX_DATASTREAMS);
    desk.readable(caller, datastream);
    Grid grid = grid(every);
    if ((to.toEpochMilli() - from.toEpochMilli()) / grid.everyMs() > MAX_SLOTS) {
      throw Problems.refuse(
          Refusal.INVALID, "history.slots", "at most " + MAX_SLOTS + " intervals at once");
    }
    List<Slot> slots = desk.slots(datastream, from.toEpochMilli(), to.toEpochMilli(), grid);
    Map<Long, String> means =
        datastream.stream()
            .distinct()
            .collect(Collectors.toMap(id -> id, id -> desk.mean(id).code()));
    return format.equals("csv")
        ? HistoryFiles.series(slots, means)
        : ResponseEntity.ok(
            new Series(
                every, desk.zone().getId(), means, slots.stream().map(SlotView::of).toList()));
  }

  @GetMapping("/count")
  @Operation(summary = "计数 How many observations there are, and how many carry each quality flag")
  Counts count(
      @AuthenticationPrincipal Caller caller,
      @RequestParam long datastream,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    desk.readable(caller, List.of(datastream));
    return Counts.of(datastream, desk.summaries().flags(datastream, ms(from), end(to)));
  }

  @GetMapping("/holdings")
  @Operation(summary = "存储与保留 What is stored, and how long each property is kept")
  HoldingsView holdings(@AuthenticationPrincipal Caller caller) {
    Problems.orThrow(Rights.mayRead(caller.user(), desk.city()));
    return desk.holdings();
  }

  private Grid grid(String every) {
    try {
      return Grid.of(Duration.parse(every), desk.zone());
    } catch (DateTimeParseException | ArithmeticException | IllegalArgumentException e) {
      throw Problems.refuse(
          Refusal.INVALID,
          "history.every",
          "every is an ISO 8601 duration: a day, or 1 s or more and a whole part of a day");
    }
  }

  private static void few(List<Long> datastreams, int most) {
    if (datastreams.isEmpty() || datastreams.size() > most) {
      throw Problems.refuse(
          Refusal.INVALID, "history.datastreams", "1 to " + most + " datastreams at once");
    }
  }

  private static long ms(@Nullable Instant from) {
    return from == null ? Long.MIN_VALUE : from.toEpochMilli();
  }

  private static long end(@Nullable Instant to) {
    return to == null ? Long.MAX_VALUE : to.toEpochMilli();
  }
}
