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
import java.util.function.Supplier;

/**
 * The forms of the packs in force with their checks, and which form asks a figure. A form that is
 * released is asked at once.
 */
public final class FormBook {

  private record Forms(Map<String, FormDef> byId, Map<String, FormDef> byFigure) {
    static Forms of(PackBook packs) {
      Map<String, FormDef> byId = new LinkedHashMap<>();
      Map<String, FormDef> byFigure = new LinkedHashMap<>();
      for (Pack pack : packs.packs()) {
        for (FormDef form : pack.forms()) {
          byId.put(form.id(), form);
          form.figures().forEach(figure -> byFigure.put(figure.id(), form));
        }
      }
      return new Forms(byId, byFigure);
    }
  }

  private final PackBook packs;
  private final Supplier<Forms> forms;

  public FormBook(PackBook packs) {
    this.packs = packs;
    this.forms = packs.follow(Forms::of);
  }

  public List<FormDef> list() {
    return List.copyOf(forms.get().byId().values());
  }

  public Optional<FormDef> find(String id) {
    return Optional.ofNullable(forms.get().byId().get(id));
  }

  /** The form that asks a figure. */
  public Optional<FormDef> asking(String figure) {
    return Optional.ofNullable(forms.get().byFigure().get(figure));
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
