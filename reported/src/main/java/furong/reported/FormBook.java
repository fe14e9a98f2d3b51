package furong.reported;

import furong.pack.FigureDef;
import furong.pack.FormDef;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.pack.Param;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The forms of all packs with their checks, and which form asks a figure. Forms are those of the
 * start; the limits of their checks and their deadlines are parameters, which a release may change.
 */
public final class FormBook {

  private final Map<String, FormDef> forms = new LinkedHashMap<>();
  private final Map<String, FormDef> byFigure = new LinkedHashMap<>();
  private final PackBook packs;

  public FormBook(PackBook packs) {
    this.packs = packs;
    for (Pack pack : packs.packs()) {
      for (FormDef form : pack.forms()) {
        forms.put(form.id(), form);
        form.figures().forEach(figure -> byFigure.put(figure.id(), form));
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
    return packs
        .findPack(form.pack())
        .map(pack -> new Checks(form, pack))
        .orElseThrow(() -> new IllegalArgumentException("no form of these packs: " + form.id()));
  }

  /** When a sheet must be in; empty when the city has not said how long that takes. */
  public Optional<Instant> dueAt(SheetKey key, ZoneId zone) {
    return find(key.form())
        .flatMap(form -> packs.findPack(form.pack()).flatMap(pack -> pack.param(form.due())))
        .flatMap(Param::duration)
        .map(key.period().in(zone).end()::plus);
  }
}
