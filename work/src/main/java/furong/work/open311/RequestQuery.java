package furong.work.open311;

import furong.base.Result.Refusal;
import furong.cases.ReportStore.Query;
import furong.cases.ReportStore.View;
import furong.serve.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code GET requests} is asked for, by the words of GeoReport v2. */
final class RequestQuery {

  /** The longest span of a question, and the span when none is said. */
  static final Duration SPAN = Duration.ofDays(90);

  /** The most that one answer holds. */
  static final int MOST = 1_000;

  private RequestQuery() {}

  /** Numbers, when given, make everything else of no account. */
  static Query of(Map<String, String> said, Instant now) {
    Set<String> numbers = words(said.get("service_request_id"));
    int size = number(said, "page_size", MOST, MOST);
    int page = number(said, "page", 1, Integer.MAX_VALUE / size);
    int offset = (page - 1) * size;
    if (!numbers.isEmpty()) {
      return query(numbers, Set.of(), null, null, null, now, offset, size);
    }
    @Nullable Instant start = time(said, "start_date");
    @Nullable Instant end = time(said, "end_date");
    Instant to = end != null ? end : start != null ? start.plus(SPAN) : now.plusSeconds(1);
    Instant from = start != null ? start : to.minus(SPAN);
    if (from.isAfter(to) || Duration.between(from, to).compareTo(SPAN) > 0) {
      throw invalid("start_date to end_date may not span more than 90 days, nor run backwards");
    }
    return query(
        Set.of(),
        words(said.get("service_code")),
        from,
        to,
        ended(words(said.get("status"))),
        now,
        offset,
        size);
  }

  private static Query query(
      Set<String> numbers,
      Set<String> codes,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean ended,
      Instant now,
      int offset,
      int limit) {
    return new Query(List.of(), numbers, codes, from, to, ended, View.ALL, now, offset, limit);
  }

  private static @Nullable Boolean ended(Set<String> statuses) {
    if (!Set.of("open", "closed").containsAll(statuses)) {
      throw invalid("status is open, closed or both");
    }
    return statuses.size() == 1 ? Boolean.valueOf(statuses.contains("closed")) : null;
  }

  private static Set<String> words(@Nullable String list) {
    return list == null
        ? Set.of()
        : Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static int number(Map<String, String> said, String name, int otherwise, int most) {
    @Nullable String text = said.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalid(name + " is a number from 1 to " + most);
  }

  static @Nullable Instant time(Map<String, String> said, String name) {
    @Nullable String text = said.get(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw invalid(name + " is a time with its zone, such as 2026-03-02T08:00:00+08:00");
    }
  }

  private static RuntimeException invalid(String message) {
    return Problems.refuse(Refusal.INVALID, "open311.query", message);
  }
}
