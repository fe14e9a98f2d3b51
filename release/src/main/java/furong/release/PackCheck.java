package furong.release;

import furong.base.Notice;
import furong.base.Text;
import furong.detect.GoldenRunner;
import furong.pack.Golden;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Packs held to their laws, and the goldens of one of them run.
 *
 * @param notices of the laws
 * @param proofs when no law is broken
 */
public record PackCheck(List<Notice> notices, List<Proof> proofs) {

  /** A golden and what went otherwise than it says. */
  public record Proof(String rule, String name, List<Text> faults) {}

  public PackCheck {
    notices = List.copyOf(notices);
    proofs = List.copyOf(proofs);
  }

  /**
   * Checks all packs as they would be together; goldens are those of {@code pack}.
   *
   * @param now the packs in force
   * @param laws of this city, asked when no law of packs is broken
   */
  static PackCheck of(
      PackBook now, PackFiles files, String pack, List<ReleaseLaw> laws, ZoneId zone) {
    PackReader.Loaded loaded = PackReader.read(files);
    List<Notice> notices = new ArrayList<>(loaded.notices());
    if (notices.isEmpty()) {
      notices.addAll(ReleaseLaw.faults(laws, now, loaded.book(), pack));
    }
    if (!notices.isEmpty()) {
      return new PackCheck(notices, List.of());
    }
    GoldenRunner runner = new GoldenRunner(loaded.book(), zone);
    List<Proof> proofs = new ArrayList<>();
    for (Golden golden : loaded.goldens()) {
      if (golden.rule().startsWith(pack + ".")) {
        proofs.add(new Proof(golden.rule(), golden.name(), runner.run(golden)));
      }
    }
    return new PackCheck(List.of(), proofs);
  }

  /** Every fault as a notice; none when it may be released. */
  public List<Notice> faults() {
    List<Notice> all = new ArrayList<>(notices);
    proofs.stream()
        .filter(p -> !p.faults().isEmpty())
        .forEach(p ->
            all.add(Notice.of("golden.failed", p.rule() + "/" + p.name(), together(p.faults()))));
    return all;
  }

  private static Text together(List<Text> faults) {
    return Text.of(
        faults.stream().map(Text::zh).collect(Collectors.joining("；")),
        faults.stream().map(Text::en).collect(Collectors.joining("; ")));
  }
}
