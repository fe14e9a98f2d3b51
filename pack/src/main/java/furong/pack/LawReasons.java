package furong.pack;

import furong.base.Text;
import java.util.List;

/** Every threshold says why it is that number and where it comes from. */
final class LawReasons implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    for (Pack pack : book.packs()) {
      for (Param param : pack.params().values()) {
        if (param.reason().zh().equals("?") || param.source().isBlank()) {
          faults.add(
              "law.reason",
              param.place(),
              Text.of(
                  "params." + param.name() + " 须写明理由和来源",
                  "params." + param.name() + " needs reason and source"));
        }
      }
      for (Rule rule : pack.rules()) {
        if (rule.why().zh().equals("?")) {
          faults.add(
              "law.why",
              rule.place(),
              Text.of("规则 " + rule.id() + " 没有写明为何预警", rule.id() + " does not say why it warns"));
        }
      }
    }
  }
}
