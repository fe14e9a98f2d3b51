package furong.pack;

import furong.base.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every rule has a golden in which it fires and one in which it stays quiet; a muted one, too. */
final class LawProofs implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    Set<String> proofs = new HashSet<>();
    for (Golden golden : goldens) {
      proofs.add(golden.rule() + "/" + golden.name());
      if (book.findRule(golden.rule()).isEmpty()) {
        faults.add(
            "law.proof",
            golden.place(),
            Text.of("没有规则“" + golden.rule() + "”", "there is no rule '" + golden.rule() + "'"));
      }
      book.findRule(golden.rule())
          .flatMap(r -> book.findPack(r.pack()))
          .ifPresent(p ->
              golden.params().keySet().stream()
                  .filter(name -> p.param(name).isEmpty())
                  .forEach(name ->
                      faults.add(
                          "law.proof",
                          golden.place(),
                          Text.of("没有 params." + name, "there is no params." + name))));
      if (golden.name().equals("fires") && golden.expected().isEmpty()) {
        faults.add(
            "law.proof",
            golden.place(),
            Text.of("fires 样例至少应有一条预警", "a 'fires' expects at least one alert"));
      }
      if (golden.name().equals("stays-quiet") && !golden.expected().isEmpty()) {
        faults.add(
            "law.proof",
            golden.place(),
            Text.of("stays-quiet 样例不应有预警", "a 'stays-quiet' expects no alert"));
      }
    }
    for (Rule rule : book.rules()) {
      need(rule, "fires", proofs, faults);
      need(rule, "stays-quiet", proofs, faults);
      if (!rule.muteWhen().isEmpty()) {
        need(rule, "muted", proofs, faults);
      }
    }
  }

  private static void need(Rule rule, String name, Set<String> proofs, Faults faults) {
    if (!proofs.contains(rule.id() + "/" + name)) {
      String folder = rule.id().replace(".", "/golden/");
      faults.add(
          "law.proof",
          rule.place(),
          Text.of(
              "规则 " + rule.id() + " 缺少样例“" + name + "”",
              rule.id() + " has no proof '" + name + "'"),
          Text.of("补充 " + folder + "/" + name + ".yaml", folder + "/" + name + ".yaml"));
    }
  }
}
