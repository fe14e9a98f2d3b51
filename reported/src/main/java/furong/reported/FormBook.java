package furong.reported;

import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Pack;
import furong.pack.PackBook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms of all packs with their checks, and which form asks a figure. Immutable. */
public final class FormBook {

  private final Map<String, FormDef> forms = new LinkedHashMap<>();
  private final Map<String, FormDef> byFigure = new LinkedHashMap<>();
  private final Map<String, Checks> checks = new LinkedHashMap<>();
  private final Map<String, Duration> due = new LinkedHashMap<>();

  public FormBook(PackBook packs) {
    for (Pack pack : packs.packs()) {
      for (FormDef form : pack.forms()) {
        forms.put(form.id(), form);
        form.figures().forEach(figure -> byFigure.put(figure.id(), form));
        checks.put(form.id(), new Checks(form, pack));
        pack.param(form.due()).flatMap(p -> p.duration()).ifPresent(d -> due.put(form.id(), d));
      }
    }
  }

  public List<FormDef> list() {
    return List.copyOf(forms.values());
  }

  public Optional<FormDef> find(String id) {
    return Optional.ofNullable(forms.get(id));
  }

  /** The form that asks a figure. */
  public Optional<FormDef> asking(String figure) {
    return Optional.ofNullable(byFigure.get(figure));
  }

  public Optional<FigureDef> figure(String id) {
    return asking(id).stream()
        .flatMap(form -> form.figures().stream())
        .filter(figure -> figure.id().equals(id))
        .findFirst();
  }

  Checks checks(FormDef form) {
    Checks known = checks.get(form.id());
    if (known == null) {
      throw new IllegalArgumentException("no form of this book: " + form.id());
    }
    return known;
  }

  /** When a sheet must be in; empty when the city has not said how long that takes. */
  public Optional<Instant> dueAt(SheetKey key, ZoneId zone) {
    return Optional.ofNullable(due.get(key.form())).map(key.period().in(zone).end()::plus);
  }
}
