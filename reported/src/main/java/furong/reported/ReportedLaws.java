package furong.reported;

import furong.base.Notice;
import furong.base.Text;
import furong.pack.Faults;
import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold of the files that this stage reads in packs, and of what people have reported,
 * before a changed pack comes into force.
 */
public final class ReportedLaws {

  private ReportedLaws() {}

  /**
   * Faults of the health check and of scores, and values that the indicators of the pack do not
   * give although its proofs say so.
   */
  public static List<Notice> faults(PackBook next, String pack) {
    Faults faults = new Faults();
    Checkup.read(next, faults);
    Score.read(next, faults);
    List<Notice> all = new ArrayList<>(faults.notices());
    if (all.isEmpty()) {
      all.addAll(disagreeing(next, pack));
    }
    return all;
  }

  private static List<Notice> disagreeing(PackBook next, String pack) {
    Faults faults = new Faults();
    List<Proof> proofs = Proofs.read(next.files(), faults);
    List<Notice> all = new ArrayList<>(faults.notices());
    // most proofs of a file have the same parameters: compiled once
    Map<Map<String, Double>, FormulaBook> compiled = new HashMap<>();
    for (Proof proof : proofs) {
      if (proof.pack().equals(pack)) {
        String fault =
            proof instanceof FormulaVector vector
                ? vector.disagreement(
                    compiled.computeIfAbsent(vector.params(), p -> vector.formulas(next)))
                : proof.disagreement(next);
        if (!fault.isEmpty()) {
          all.add(
              Notice.of(
                  "proof.failed",
                  proof.place().toString(),
                  Text.of(
                      "“" + proof.indicator() + "”与算例不符：" + fault,
                      "'" + proof.indicator() + "' does not give its proof: " + fault)));
        }
      }
    }
    return all;
  }

  /**
   * A figure of which people reported values must not vanish, nor change its unit or how often it
   * is asked: the values would be read as something else. It may move to another form of the pack.
   * A dimension of the health check that an open collection asks must stay until it is closed.
   */
  public static List<Notice> kept(
      PackBook now, PackBook next, String pack, ReportedStore reported, CampaignStore campaigns) {
    List<Notice> faults = new ArrayList<>();
    for (FormDef form : now.forms()) {
      if (form.pack().equals(pack)) {
        for (FigureDef old : form.figures()) {
          kept(form, old, next, reported).ifPresent(faults::add);
        }
      }
    }
    faults.addAll(collected(now, next, pack, campaigns));
    return faults;
  }

  private static Optional<Notice> kept(
      FormDef form, FigureDef old, PackBook next, ReportedStore reported) {
    Optional<FormDef> asking =
        next.forms().stream()
            .filter(f -> f.figures().stream().anyMatch(one -> one.id().equals(old.id())))
            .findFirst();
    FigureDef then = next.findFigure(old.id()).orElse(null);
    if (then != null
        && then.unit().equals(old.unit())
        && asking.map(FormDef::cycle).equals(Optional.of(form.cycle()))) {
      return Optional.empty();
    }
    long values = reported.count(old.id());
    if (values == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Notice.of(
                "release.reported",
                (then == null ? old : then).place().toString(),
                Text.of(
                    "“" + old.id() + "”已填报 " + values + " 个数，不能去掉，也不能改单位或填报周期",
                    values
                        + " values of '"
                        + old.id()
                        + "' are reported: it cannot be taken away, nor change its unit or period"))
            .withHint(Text.of("含义不同的填报数请另取名称", "a figure of another meaning gets another name")));
  }

  private static List<Notice> collected(
      PackBook now, PackBook next, String pack, CampaignStore campaigns) {
    Checkup before = Checkup.read(now, new Faults()).orElseGet(Checkup::none);
    if (!before.pack().equals(pack)) {
      return List.of();
    }
    Set<String> gone = ids(before);
    gone.removeAll(ids(Checkup.read(next, new Faults()).orElseGet(Checkup::none)));
    List<Notice> faults = new ArrayList<>();
    for (Campaign campaign : campaigns.list()) {
      for (String dimension : campaign.dimensions()) {
        if (campaign.state() == CampaignState.OPEN && gone.contains(dimension)) {
          faults.add(
              Notice.of(
                      "release.collected",
                      now.files().label(pack + "/checkup.yaml") + ":1:1",
                      Text.of(
                          campaign.year().text() + " 年的采集正在填报维度“" + dimension + "”，不能去掉",
                          "the open collection of "
                              + campaign.year().text()
                              + " asks the dimension '"
                              + dimension
                              + "', it cannot be taken away"))
                  .withHint(Text.of("先关闭这次采集", "close the collection first")));
        }
      }
    }
    return faults;
  }

  private static Set<String> ids(Checkup checkup) {
    Set<String> ids = new HashSet<>();
    checkup.dimensions().forEach(d -> ids.add(d.id()));
    return ids;
  }
}
