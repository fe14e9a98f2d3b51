package furong.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which kinds a screen proposed to a person, as that screen says: {@code event-0113:83,part-0102:9}
 * with the confidence in percent. It decides nothing; it is written into the history of the case
 * beside whether the person took one, so that the proposals can be judged later.
 */
public record Suggested(List<Shown> shown) {

  public static final Suggested NONE = new Suggested(List.of());

  /** Details of the entry that opens a case, or that changes its kind. */
  public static final String SHOWN = "suggested";

  /** The proposed kind that was taken; missing when the person chose another. */
  public static final String TAKEN = "taken";

  /** As many as a screen has room for. */
  private static final int MOST = 3;

  private static final Pattern ONE = Pattern.compile("((?:part|event)-[0-9]{4}):([0-9]{1,2})");

  /** One proposal. */
  public record Shown(String category, int percent) {}

  public Suggested {
    shown = List.copyOf(shown);
  }

  /** Nothing when it is not written so; an empty text is that nothing was proposed. */
  public static Optional<Suggested> parse(String text) {
    if (text.isBlank()) {
      return Optional.of(NONE);
    }
    List<Shown> shown = new ArrayList<>();
    for (String one : text.strip().split(",", -1)) {
      Matcher m = ONE.matcher(one);
      if (!m.matches()) {
        return Optional.empty();
      }
      shown.add(new Shown(m.group(1), Integer.parseInt(m.group(2))));
    }
    return shown.size() > MOST ? Optional.empty() : Optional.of(new Suggested(shown));
  }

  /** Writes it into the details of an entry under which the case got this kind. */
  void tell(String category, Map<String, String> details) {
    if (shown.isEmpty()) {
      return;
    }
    details.put(
        SHOWN,
        String.join(",", shown.stream().map(s -> s.category() + ":" + s.percent()).toList()));
    if (shown.stream().anyMatch(s -> s.category().equals(category))) {
      details.put(TAKEN, category);
    }
  }
}
