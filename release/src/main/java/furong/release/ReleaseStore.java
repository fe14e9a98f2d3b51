package furong.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: where versions of packs and proposals are kept. */
public interface ReleaseStore {

  /** Keeps a version, or that it is in force now; the files of a number never change. */
  void put(PackVersion version);

  Optional<PackVersion> findVersion(String pack, long number);

  /** The number of the version that was in force at an instant; empty before the first one. */
  Optional<Long> numberAt(String pack, Instant at);

  /** Of every pack the one with the highest number, in the order of the packs. */
  List<PackVersion> newest();

  /** Of every pack the newest one that is in force, in the order of the packs. */
  List<PackVersion> inForce();

  /** Those that wait, in the order of pack and number. */
  List<PackVersion> waiting();

  /** The newest first. */
  List<PackVersion> versions(String pack, int offset, int limit);

  long countVersions(String pack);

  Proposal add(Proposal proposal);

  Optional<Proposal> findProposal(long id);

  /**
   * Writes what was decided.
   *
   * @return false when somebody else decided first
   */
  boolean decide(Proposal proposal);

  /** Open ones first, then the newest first. */
  List<Proposal> proposals(String pack, int offset, int limit);

  long countProposals(String pack);
}
