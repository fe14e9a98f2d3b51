package furong.pack;

import java.util.List;

/** Every threshold says why it is that number and where it comes from. */
final class LawReasons implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    for (Pack pack : book.packs()) {
      for (Param param : pack.params().values()) {
        if (param.reason().zh().equals("?") || param.source().isBlank()) {
          faults.add(
              "law.reason", param.place(), "params." + param.name() + " needs reason and source");
        }
      }
      for (Rule rule : pack.rules()) {
        if (rule.why().zh().equals("?")) {
          faults.add("law.why", rule.place(), rule.id() + " does not say why it warns");
        }
      }
    }
  }
}
