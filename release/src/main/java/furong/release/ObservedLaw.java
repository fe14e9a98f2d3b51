package furong.release;

import furong.base.Notice;
import furong.base.Text;
import furong.observe.Catalogue;
import furong.pack.PackBook;
import furong.pack.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A property that datastreams observe must not vanish and must not change its unit: what was
 * observed would be read as something else, or by nobody. A property of another meaning gets
 * another name.
 *
 * <p>Everything else of a property may change: its range, its silence, its words. So may kinds of
 * devices: a thing whose kind no pack knows is shown by the id of its kind.
 */
public final class ObservedLaw implements ReleaseLaw {

  private final Catalogue catalogue;

  public ObservedLaw(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public List<Notice> faults(PackBook now, PackBook next, String pack) {
    List<Notice> faults = new ArrayList<>();
    for (Property old : now.properties()) {
      if (!old.id().startsWith(pack + ".")) {
        continue;
      }
      Optional<Property> then = next.findProperty(old.id());
      if (then.isPresent() && then.get().unit().equals(old.unit())) {
        continue;
      }
      int observed = catalogue.datastreams(old.id(), "").size();
      if (observed > 0) {
        faults.add(then.map(p -> unit(old, p, observed)).orElseGet(() -> gone(old, observed)));
      }
    }
    return faults;
  }

  private static Notice gone(Property old, int observed) {
    return Notice.of(
            "release.observed",
            old.place().toString(),
            Text.of(
                "有 " + observed + " 条数据流观测“" + old.id() + "”，不能去掉",
                observed + " datastreams observe '" + old.id() + "', it cannot be taken away"))
        .withHint(Text.of("先注销这些数据流", "delete these datastreams first"));
  }

  private static Notice unit(Property old, Property then, int observed) {
    return Notice.of(
            "release.observed",
            then.place().toString(),
            Text.of(
                "有 %d 条数据流观测“%s”，单位不能由 %s 改为 %s"
                    .formatted(observed, old.id(), old.unit(), then.unit()),
                "%d datastreams observe '%s', its unit cannot change from %s to %s"
                    .formatted(observed, old.id(), old.unit(), then.unit())))
        .withHint(Text.of("含义不同的属性请另取名称", "a property of another meaning gets another name"));
  }
}
