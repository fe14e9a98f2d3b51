package furong.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Evaluations in memory, for small worlds. */
public final class MemoryReviews implements ReviewStore {

  private final Map<Long, Review> reviews = new TreeMap<>();
  private final Map<Long, Finding> findings = new TreeMap<>();

  @Override
  public synchronized Optional<Review> add(Review review) {
    boolean taken =
        reviews.values().stream()
            .anyMatch(r -> r.kind() == review.kind() && r.cutoff().equals(review.cutoff()));
    if (taken) {
      return Optional.empty();
    }
    Review kept = review.withId(reviews.size() + 1L);
    reviews.put(kept.id(), kept);
    return Optional.of(kept);
  }

  @Override
  public synchronized Optional<Review> find(long id) {
    return Optional.ofNullable(reviews.get(id));
  }

  @Override
  public Optional<Review> lock(long id) {
    return find(id);
  }

  @Override
  public synchronized boolean update(Review changed) {
    Review kept = reviews.get(changed.id());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    reviews.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized List<Review> reviews() {
    return reviews.values().stream()
        .sorted(
            Comparator.comparing(Review::cutoff)
                .reversed()
                .thenComparing(Review::id, Comparator.reverseOrder()))
        .toList();
  }

  @Override
  public synchronized Finding addFinding(Finding finding) {
    Finding kept = finding.withId(findings.size() + 1L);
    findings.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Finding> findFinding(long id) {
    return Optional.ofNullable(findings.get(id));
  }

  @Override
  public synchronized boolean updateFinding(Finding changed) {
    Finding kept = findings.get(changed.id());
    if (kept == null || kept.version() != changed.version() - 1) {
      return false;
    }
    findings.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized List<Finding> findings(long review) {
    return findings.values().stream().filter(f -> f.review() == review).toList();
  }
}
