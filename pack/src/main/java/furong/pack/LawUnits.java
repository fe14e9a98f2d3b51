package furong.pack;

import furong.base.Text;
import java.util.List;

/** Units are ones that can be converted: a misspelt unit would quietly feed nothing to a rule. */
final class LawUnits implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    for (Pack pack : book.packs()) {
      pack.properties().forEach(p -> check(p.unit(), p.place(), faults));
      pack.params().values().forEach(p -> check(p.unit(), p.place(), faults));
      pack.indicators().forEach(i -> check(i.unit(), i.place(), faults));
      pack.forms().forEach(form -> form.figures().forEach(f -> check(f.unit(), f.place(), faults)));
    }
  }

  private static void check(String unit, Place place, Faults faults) {
    if (!Units.knows(unit)) {
      faults.add(
          "law.unit",
          place,
          Text.of(
              "“" + unit + "”不是平台认识的单位（UCUM）",
              "'" + unit + "' is no unit that this house knows (UCUM)"));
    }
  }
}
