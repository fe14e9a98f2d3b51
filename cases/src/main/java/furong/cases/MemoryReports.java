package furong.cases;

import furong.city.Divisions;
import furong.geo.LngLat;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports in memory, beside cases in memory; for small worlds. */
public final class MemoryReports implements ReportStore {

  private final MemoryCases cases;
  private final Map<Long, CitizenReport> reports = new TreeMap<>();
  private final Map<String, Long> links = new HashMap<>();
  private final Map<Long, Rectification> rectifications = new HashMap<>();

  public MemoryReports(MemoryCases cases) {
    this.cases = cases;
  }

  @Override
  public synchronized Optional<CitizenReport> add(CitizenReport report, @Nullable String linkHash) {
    boolean same =
        reports.values().stream()
            .anyMatch(r ->
                !r.externalId().isEmpty()
                    && r.externalId().equals(report.externalId())
                    && r.client() == report.client());
    if (same || (linkHash != null && links.containsKey(linkHash))) {
      return Optional.empty();
    }
    CitizenReport kept = report.with(reports.size() + 1L, report.caseId());
    reports.put(kept.id(), kept);
    if (linkHash != null) {
      links.put(linkHash, kept.id());
    }
    return Optional.of(kept);
  }

  private Entry entry(CitizenReport report) {
    return new Entry(
        report, cases.find(report.caseId()).orElseThrow(), rectifications.get(report.id()));
  }

  @Override
  public synchronized Optional<Entry> findByLink(String linkHash) {
    return Optional.ofNullable(links.get(linkHash)).map(reports::get).map(this::entry);
  }

  @Override
  public Optional<Entry> findByCase(long caseId) {
    return first(r -> r.caseId() == caseId);
  }

  @Override
  public boolean isPublic(String copy) {
    return first(r -> r.publicPhotos().stream().anyMatch(p -> p.id().equals(copy))).isPresent();
  }

  @Override
  public Optional<Entry> findByExternalId(long client, String externalId) {
    return first(r -> r.client() == client && r.externalId().equals(externalId));
  }

  @Override
  public Optional<Entry> findHotline(String externalId) {
    return first(
        r -> r.source() == CitizenReport.Source.HOTLINE && r.externalId().equals(externalId));
  }

  private synchronized Optional<Entry> first(Predicate<CitizenReport> wanted) {
    return reports.values().stream().filter(wanted).findFirst().map(this::entry);
  }

  @Override
  public Optional<Entry> lock(long caseId) {
    return findByCase(caseId);
  }

  @Override
  public synchronized void save(CitizenReport changed) {
    reports.put(changed.id(), changed);
  }

  @Override
  public synchronized void save(Rectification rectification) {
    rectifications.put(rectification.reportId(), rectification);
  }

  @Override
  public synchronized List<Entry> list(Query query) {
    return matching(query)
        .sorted(
            Comparator.comparing((Entry e) -> e.report().receivedAt())
                .thenComparing(e -> e.report().id())
                .reversed())
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized long count(Query query) {
    return matching(query).count();
  }

  private Stream<Entry> matching(Query q) {
    return reports.values().stream().map(this::entry).filter(e -> matches(q, e));
  }

  private static boolean matches(Query q, Entry e) {
    Matter m = e.matter().matter();
    Instant received = e.report().receivedAt();
    return (q.within().isEmpty()
            || q.within().stream().anyMatch(d -> Divisions.isWithin(m.division(), d)))
        && (q.numbers().isEmpty() || q.numbers().contains(e.matter().number()))
        && (q.categories().isEmpty() || q.categories().contains(m.category()))
        && (q.from() == null || !received.isBefore(q.from()))
        && (q.to() == null || received.isBefore(q.to()))
        && (q.ended() == null || q.ended() == e.matter().state().ended())
        && sees(q, e);
  }

  private static boolean sees(Query q, Entry e) {
    return switch (q.view()) {
      case ALL -> true;
      case OVERDUE ->
          !e.matter().state().ended()
              && e.report().replyDue() != null
              && e.report().replyDue().isBefore(q.at());
      case RECTIFY -> e.rectification() != null && e.rectification().doneAt() == null;
      case RATED -> e.report().rating() != null;
    };
  }

  @Override
  public synchronized List<Case> near(
      LngLat place, double metres, Instant since, boolean told, int limit) {
    return cases
        .list(
            new CaseStore.Query(List.of(), Set.of(), null, null, null, null, 0, Integer.MAX_VALUE))
        .stream()
        .filter(c -> !told || reports.values().stream().anyMatch(r -> r.caseId() == c.id()))
        .filter(c -> !c.state().ended() && c.openedAt().isAfter(since))
        .filter(c -> c.matter().location() != null)
        .filter(c -> distance(place, c) <= metres)
        .sorted(Comparator.comparingDouble(c -> distance(place, c)))
        .limit(limit)
        .toList();
  }

  private static double distance(LngLat place, Case c) {
    @Nullable LngLat at = c.matter().location();
    return at == null ? Double.MAX_VALUE : Likeness.metres(place, at);
  }

  @Override
  public synchronized List<Long> endedBefore(Instant before, int limit) {
    return reports.values().stream()
        .filter(r -> r.forgottenAt() == null)
        .map(r -> cases.find(r.caseId()).orElseThrow())
        .filter(c -> c.state().ended() && c.changedAt().isBefore(before))
        .map(Case::id)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<String> erase(long caseId, String by) {
    findByCase(caseId)
        .map(Entry::rectification)
        .ifPresent(r -> rectifications.put(r.reportId(), r.withoutNotes()));
    return cases.erase(caseId, by);
  }
}
