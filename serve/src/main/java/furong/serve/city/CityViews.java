package furong.serve.city;

import furong.base.DivisionLevel;
import furong.base.Text;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.geo.Bounds;
import furong.geo.LngLat;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes in which the register is answered; {@code [lng, lat]} and {@code [w, s, e, n]}. */
final class CityViews {

  private CityViews() {}

  record CityView(
      String id,
      Text name,
      String zone,
      double[] centre,
      double[] bounds,
      String root,
      List<OverlayView> overlays,
      List<InstalledPacks.PackLine> packs,
      boolean simulated) {}

  record OverlayView(String id, Text name, List<String> streets, String source) {}

  record DivisionRef(String code, Text name, DivisionLevel level) {
    static DivisionRef of(Division d) {
      return new DivisionRef(d.code(), d.name(), d.level());
    }
  }

  record DivisionLine(
      String code,
      Text name,
      DivisionLevel level,
      String parent,
      boolean synthetic,
      int childCount,
      double[] centre,
      double[] bounds) {
    static DivisionLine of(Division d, Divisions all) {
      return new DivisionLine(
          d.code(),
          d.name(),
          d.level(),
          d.parent(),
          d.synthetic(),
          all.children(d.code()).size(),
          point(d.centre()),
          box(d.bounds()));
    }
  }

  /**
   * @param began the first day of it, when it began out of others; null when nobody says
   * @param ended the first day without it; null when it stands
   * @param successors codes of what it went into
   */
  record DivisionView(
      String code,
      Text name,
      DivisionLevel level,
      boolean synthetic,
      OverlayRef jurisdiction,
      List<DivisionRef> path,
      List<DivisionLine> children,
      double[] centre,
      double[] bounds,
      @Nullable LocalDate began,
      @Nullable LocalDate ended,
      List<String> successors) {}

  /** Empty id when no functional area runs the place. */
  record OverlayRef(String id, String zh, String en) {}

  record OrganisationView(
      String id, Text name, DivisionLevel level, DivisionRef division, String duty) {
    static OrganisationView of(Organisation o, Divisions all) {
      return new OrganisationView(
          o.id(),
          o.name(),
          o.level(),
          all.find(o.division()).map(DivisionRef::of).orElseThrow(),
          o.duty());
    }
  }

  static double[] point(LngLat at) {
    return new double[] {at.lng(), at.lat()};
  }

  static double[] box(Bounds b) {
    return new double[] {b.west(), b.south(), b.east(), b.north()};
  }
}
