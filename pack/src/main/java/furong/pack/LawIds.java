package furong.pack;

import furong.base.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids are well formed and unique over all packs: no two things ever answer to the same name. */
final class LawIds implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    Map<String, Place> kinds = new HashMap<>();
    for (Pack pack : book.packs()) {
      pack.kinds().forEach(k -> check("kind", k.id(), k.place(), kinds, faults));
      Map<String, Place> seen = new HashMap<>();
      pack.properties().forEach(p -> check("property", p.id(), p.place(), seen, faults));
      pack.indexes().forEach(i -> check("index", i.id(), i.place(), seen, faults));
      pack.rules().forEach(r -> check("rule", r.id(), r.place(), seen, faults));
      pack.procedures().forEach(p -> check("procedure", p.id(), p.place(), seen, faults));
      pack.indicators().forEach(i -> check("indicator", i.id(), i.place(), seen, faults));
    }
  }

  private static void check(
      String kind, String id, Place place, Map<String, Place> seen, Faults faults) {
    String name = id.substring(id.indexOf('.') + 1);
    if (!Ids.WORD.matcher(name).matches()) {
      faults.add(
          "law.id-form",
          place,
          Text.of("“" + name + "”不能作名称", "'" + name + "' is no name"),
          Text.of("小写字母、数字、连字符", "lower case, digits, hyphens"));
    }
    Place first = seen.putIfAbsent(kind + " " + id, place);
    if (first != null) {
      faults.add(
          "law.id-twice",
          place,
          Text.of(id + " 已在 " + first + " 定义", id + " stands already at " + first));
    }
  }
}
