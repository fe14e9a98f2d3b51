package furong.pack;

import java.util.List;

/** Every name that a file mentions leads somewhere. */
final class LawReferences implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    for (Pack pack : book.packs()) {
      Place head = new Place("packs/" + pack.id() + "/pack.yaml", 1, 1);
      for (String need : pack.needs()) {
        if (book.findPack(need).isEmpty()) {
          faults.add("law.reference", head, "needs '" + need + "', which is no pack");
        }
      }
      for (Rule rule : pack.rules()) {
        if (!rule.procedure().isEmpty() && book.findProcedure(rule.procedure()).isEmpty()) {
          missing(rule.place(), "procedure", rule.procedure(), faults);
        }
        Rule.Silence silence = rule.silence();
        if (silence != null) {
          silence.properties().forEach(p -> property(book, p, rule.place(), faults));
        }
      }
      for (Index index : pack.indexes()) {
        index.properties().forEach(p -> property(book, p, index.place(), faults));
      }
      for (IndicatorDef indicator : pack.indicators()) {
        if (!indicator.index().isEmpty() && book.findIndex(indicator.index()).isEmpty()) {
          missing(indicator.place(), "index", indicator.index(), faults);
        }
        String good = indicator.goodUpTo();
        if (!good.isEmpty() && pack.param(good).isEmpty()) {
          missing(indicator.place(), "parameter", good, faults);
        }
      }
      pack.board().tiles().forEach(t -> property(book, t.property(), head, faults));
      pack.board().layers().forEach(l -> property(book, l.property(), head, faults));
    }
  }

  private static void property(PackBook book, String id, Place place, Faults faults) {
    if (book.findProperty(id).isEmpty()) {
      missing(place, "property", id, faults);
    }
  }

  private static void missing(Place place, String kind, String id, Faults faults) {
    faults.add("law.reference", place, "there is no " + kind + " '" + id + "'");
  }
}
