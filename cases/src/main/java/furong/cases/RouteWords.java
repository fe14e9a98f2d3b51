package furong.cases;

import furong.base.Text;
import furong.cases.Capacities.Fit;
import furong.cases.Dispatcher.Owned;
import furong.cases.Dispatcher.Suggestion;
import furong.city.Organisation;
import java.util.List;

/** Says in words why a matter goes where the {@link Dispatcher} sends it, and why not elsewhere. */
final class RouteWords {

  private RouteWords() {}

  static Suggestion owns(Owned thing, Fit fit) {
    Organisation o = fit.organisation();
    boolean bare = fit.zh().isEmpty();
    return new Suggestion(
        o,
        Text.of(
            "派往" + o.name().zh() + "：「" + thing.name() + "」归其所有。" + (bare ? "" : fit.zh() + "。"),
            "Sent to "
                + o.name().en()
                + " because it owns "
                + thing.name()
                + "."
                + (bare ? "" : " " + fit.en() + ".")),
        List.of(),
        "",
        false);
  }

  static Suggestion led(Fit fit, Text place, List<Fit> tried) {
    String[] refused = refused(tried);
    Organisation o = fit.organisation();
    Text own = answers(o, place);
    boolean bare = fit.zh().isEmpty();
    return new Suggestion(
        o,
        Text.of(
            refused[0] + own.zh() + (bare ? "" : o.name().zh() + fit.zh() + "。"),
            refused[1] + own.en() + (bare ? "" : " " + o.name().en() + ": " + fit.en() + ".")),
        List.of(),
        "",
        false);
  }

  static Suggestion nobody(Suggestion fallback, List<Fit> tried) {
    String[] refused = refused(tried);
    return new Suggestion(
        fallback.organisation(),
        Text.of(
            refused[0] + "没有可派的机构，列入待人工派遣队列；可转" + fallback.organisation().name().zh() + "。",
            refused[1]
                + "Nobody can be sent it: it waits for the dispatch desk, which may turn to "
                + fallback.organisation().name().en()
                + "."),
        List.of(),
        "",
        true);
  }

  /** Who was asked before and cannot, a sentence each; both empty when the first one could. */
  private static String[] refused(List<Fit> tried) {
    StringBuilder zh = new StringBuilder();
    StringBuilder en = new StringBuilder();
    for (Fit fit : tried) {
      if (!fit.fits()) {
        zh.append(fit.zh()).append("。");
        en.append(fit.en()).append(". ");
      }
    }
    return new String[] {zh.toString(), en.toString()};
  }

  static Text answers(Organisation o, Text place) {
    return Text.of(
        "地点位于" + place.zh() + "，由" + o.name().zh() + "负责。",
        "The place lies in " + place.en() + "; " + o.name().en() + " answers for it.");
  }
}
