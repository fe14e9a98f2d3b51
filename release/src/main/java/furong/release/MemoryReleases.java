package furong.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Versions and proposals in memory, for small worlds. */
public final class MemoryReleases implements ReleaseStore {

  private final Map<String, TreeMap<Long, PackVersion>> versions = new TreeMap<>();
  private final TreeMap<Long, Proposal> proposals = new TreeMap<>();

  @Override
  public synchronized void put(PackVersion version) {
    versions.computeIfAbsent(version.pack(), p -> new TreeMap<>()).put(version.number(), version);
  }

  @Override
  public synchronized Optional<PackVersion> findVersion(String pack, long number) {
    return Optional.ofNullable(of(pack).get(number));
  }

  @Override
  public synchronized Optional<Long> numberAt(String pack, Instant at) {
    return of(pack).values().stream()
        .filter(v -> isInForce(v, at))
        .map(PackVersion::number)
        .max(Comparator.naturalOrder());
  }

  private static boolean isInForce(PackVersion version, Instant at) {
    Instant since = version.inForce();
    return since != null && !since.isAfter(at);
  }

  private TreeMap<Long, PackVersion> of(String pack) {
    return versions.getOrDefault(pack, new TreeMap<>());
  }

  @Override
  public synchronized List<PackVersion> newest() {
    return versions.values().stream().map(v -> v.lastEntry().getValue()).toList();
  }

  @Override
  public synchronized List<PackVersion> inForce() {
    return versions.values().stream()
        .flatMap(v -> v.descendingMap().values().stream().filter(x -> x.inForce() != null).limit(1))
        .toList();
  }

  @Override
  public synchronized List<PackVersion> waiting() {
    return versions.values().stream()
        .flatMap(v -> v.values().stream())
        .filter(v -> v.inForce() == null)
        .toList();
  }

  @Override
  public synchronized List<PackVersion> versions(String pack, int offset, int limit) {
    return of(pack).descendingMap().values().stream().skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized long countVersions(String pack) {
    return of(pack).size();
  }

  @Override
  public synchronized Proposal add(Proposal proposal) {
    Proposal kept = proposal.withId(proposals.isEmpty() ? 1 : proposals.lastKey() + 1);
    proposals.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Proposal> findProposal(long id) {
    return Optional.ofNullable(proposals.get(id));
  }

  @Override
  public synchronized boolean decide(Proposal proposal) {
    if (findProposal(proposal.id()).map(Proposal::state).orElse(null) != Proposal.State.OPEN) {
      return false;
    }
    proposals.put(proposal.id(), proposal);
    return true;
  }

  @Override
  public synchronized List<Proposal> proposals(String pack, int offset, int limit) {
    List<Proposal> all = new ArrayList<>(proposals.descendingMap().values());
    all.removeIf(p -> !p.pack().equals(pack));
    all.sort(Comparator.comparing(p -> p.state() != Proposal.State.OPEN)); // stable
    return all.stream().skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized long countProposals(String pack) {
    return proposals.values().stream().filter(p -> p.pack().equals(pack)).count();
  }
}
