package furong.steer.indicators;

import furong.base.Text;
import furong.indicators.IndicatorValue.Completeness;
import furong.pack.PackBook;
import furong.pack.Property;
import furong.steer.indicators.IndicatorViews.CompletenessView;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much of what a figure should rest on is there, and in words what is missing. */
final class CompletenessWords {

  private final PackBook packs;

  CompletenessWords(PackBook packs) {
    this.packs = packs;
  }

  CompletenessView of(String of, Completeness c) {
    return new CompletenessView(
        of, c.days(), c.expectedDays(), c.ratio(), c.items(), c.missing(), note(of, c));
  }

  private @Nullable Text note(String of, Completeness c) {
    int lacking = c.expectedDays() - c.days();
    if (of.equals("cases") && lacking > 0) {
      return Text.of(
          lacking + " 件已立案，但没有时限或尚未派遣，不计入",
          lacking + " registered cases have no limit or are not yet sent to anybody: not counted");
    }
    if (c.missing().isEmpty() || c.items().isEmpty()) {
      return null;
    }
    return Text.of(
        "仅由 " + names(c.items(), "zh") + " 计算；缺少 " + names(c.missing(), "zh") + "，真实的指数只会更高或相同",
        "From "
            + names(c.items(), "en")
            + " alone; without "
            + names(c.missing(), "en")
            + " the true index is the same or higher");
  }

  private String names(List<String> properties, String language) {
    return properties.stream()
        .map(id -> packs.findProperty(id).map(Property::title).map(t -> t.in(language)).orElse(id))
        .collect(Collectors.joining(language.equals("zh") ? "、" : ", "));
  }
}
