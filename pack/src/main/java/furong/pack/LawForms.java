package furong.pack;

import furong.base.Text;
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
        uses(book, form, faults);
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
                Text.of(
                    figure.id() + " 已作为 " + (twice == null ? same : twice).id() + " 填报",
                    figure.id() + " is asked already as " + (twice == null ? same : twice).id()),
                Text.of("写在 uses: 之下，只在一张表中填报", "name it under uses: and leave it in one form"));
          }
        }
      }
    }
  }

  private static void uses(PackBook book, FormDef form, Faults faults) {
    for (String used : form.uses()) {
      if (book.findFigure(used).isEmpty()) {
        faults.add(
            "law.reference",
            form.place(),
            Text.of("没有填报项“" + used + "”", "there is no figure '" + used + "'"));
      }
      book.packs().stream()
          .flatMap(pack -> pack.forms().stream())
          .filter(other -> other.figures().stream().anyMatch(f -> f.id().equals(used)))
          .filter(other -> other.cycle() != form.cycle())
          .forEach(other ->
              faults.add(
                  "law.uses-cycle",
                  form.place(),
                  Text.of(
                      used + " 按 " + other.cycle() + " 填报，本表按 " + form.cycle(),
                      used
                          + " is asked by the "
                          + other.cycle()
                          + ", this form by the "
                          + form.cycle())));
    }
  }

  private static void due(Pack pack, FormDef form, Faults faults) {
    if (!pack.param(form.due()).map(Param::isDuration).orElse(false)) {
      faults.add(
          "law.form-due", form.place(), Text.of("due 须为以天（d）为单位的参数", "due names a parameter in d"));
    }
  }

  private static void params(Pack pack, FigureDef figure, Faults faults) {
    for (String name : List.of(figure.low(), figure.high(), figure.jump())) {
      if (!name.isEmpty() && pack.param(name).isEmpty()) {
        faults.add(
            "law.reference",
            figure.place(),
            Text.of("没有 params." + name, "there is no params." + name));
      }
    }
    for (String name : List.of(figure.low(), figure.high())) {
      pack.param(name)
          .filter(p -> !p.unit().equals(figure.unit()))
          .ifPresent(p ->
              faults.add(
                  "expr.unit",
                  figure.place(),
                  Text.of(
                      p.unit() + " 与 " + figure.unit() + " 不能比较",
                      p.unit() + " does not compare with " + figure.unit())));
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
            "law.reference",
            figure.place(),
            Text.of(
                "“" + other + "”不是本表的其他填报项", "'" + other + "' is no other figure of this form"));
      } else if (!units.get(other).equals(figure.unit())) {
        faults.add(
            "expr.unit", figure.place(), Text.of(other + " 的单位不同", other + " has another unit"));
      }
    }
  }
}
