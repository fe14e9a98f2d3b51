package furong.release;

import furong.base.Notice;
import furong.pack.PackBook;
import java.util.List;

/**
 * What packs must fulfil to come into force in this city beside the laws of every pack: files that
 * a stage of its own reads, and what stands in the record and must not lose its meaning.
 */
@FunctionalInterface
public interface ReleaseLaw {

  /**
   * @param now the packs in force
   * @param next all packs as they would be; no law of packs is broken
   * @param pack id of the one that is changed
   * @return what is wrong with it, where; in both languages
   */
  List<Notice> faults(PackBook now, PackBook next, String pack);

  /** What is wrong by any of these laws, in their order. */
  static List<Notice> faults(List<ReleaseLaw> laws, PackBook now, PackBook next, String pack) {
    return laws.stream().flatMap(law -> law.faults(now, next, pack).stream()).toList();
  }
}
