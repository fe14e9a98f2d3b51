package furong.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A figure is asked once, and what a form names is there. */
final class LawForms implements Law {

  @Override
  public void check(PackBook book, List<Golden> goldens, Faults faults) {
    Map<String, FigureDef> asked = new HashMap<>();
    Map<String, FigureDef> titled = new HashMap<>();
    for (Pack pack : book.packs()) {
      for (FormDef form : pack.forms()) {
        due(pack, form, faults);
        for (String used : form.uses()) {
          if (book.findFigure(used).isEmpty()) {
            faults.add("law.reference", form.place(), "there is no figure '" + used + "'");
          }
        }
        for (FigureDef figure : form.figures()) {
          params(pack, figure, faults);
          within(form, figure, faults);
          FigureDef twice = asked.putIfAbsent(figure.id(), figure);
          String words = form.cycle() + " " + form.asked() + " " + figure.title().zh();
          FigureDef same = titled.putIfAbsent(words, figure);
          if (twice != null || same != null) {
            faults.add(
                "law.asked-twice",
                figure.place(),
                figure.id() + " is asked already as " + (twice == null ? same : twice).id(),
                "name it under uses: and leave it in one form");
          }
        }
      }
    }
  }

  private static void due(Pack pack, FormDef form, Faults faults) {
    if (!pack.param(form.due()).map(Param::isDuration).orElse(false)) {
      faults.add("law.form-due", form.place(), "due names a parameter in d");
    }
  }

  private static void params(Pack pack, FigureDef figure, Faults faults) {
    for (String name : List.of(figure.low(), figure.high(), figure.jump())) {
      if (!name.isEmpty() && pack.param(name).isEmpty()) {
        faults.add("law.reference", figure.place(), "there is no params." + name);
      }
    }
    for (String name : List.of(figure.low(), figure.high())) {
      pack.param(name)
          .filter(p -> !p.unit().equals(figure.unit()))
          .ifPresent(p ->
              faults.add(
                  "expr.unit",
                  figure.place(),
                  p.unit() + " does not compare with " + figure.unit()));
    }
  }

  private static void within(FormDef form, FigureDef figure, Faults faults) {
    Map<String, String> units = new HashMap<>();
    form.figures().forEach(f -> units.put(f.id(), f.unit()));
    List<String> named = new ArrayList<>(figure.parts());
    if (!figure.atMost().isEmpty()) {
      named.add(figure.atMost());
    }
    Set<String> once = new HashSet<>();
    for (String other : named) {
      if (!once.add(other) || other.equals(figure.id()) || !units.containsKey(other)) {
        faults.add(
            "law.reference", figure.place(), "'" + other + "' is no other figure of this form");
      } else if (!units.get(other).equals(figure.unit())) {
        faults.add("expr.unit", figure.place(), other + " has another unit");
      }
    }
  }
}
