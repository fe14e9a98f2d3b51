package furong.reported;

import furong.city.Division;
import furong.notify.Letters;
import furong.notify.Letters.Letter;
import furong.people.Role;
import furong.people.User;
import furong.people.UserStore;
import furong.reported.FormSheets.Asked;
import furong.reported.FormSheets.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One letter to each person whose turn it is with some sheets, with all of that person's in it.
 *
 * <p>Those written to answer for the very division; when nobody does, those of the nearest one
 * above it that has somebody.
 */
public final class SheetLetters {

  /** Lines of one letter; a person reads no more, and the rest is counted. */
  private static final int MAX_LINES = 20;

  /**
   * What came of it.
   *
   * @param told people who got a letter that they had not got before
   * @param nobody sheets for which no person answers at all
   */
  public record Outcome(int told, int nobody) {}

  private final FormTree tree;
  private final UserStore users;
  private final Letters letters;

  public SheetLetters(FormTree tree, UserStore users, Letters letters) {
    this.tree = tree;
    this.users = users;
    this.letters = letters;
  }

  /** Writes to everybody whose turn it is; {@code letter} makes it of the lines of a person. */
  Outcome tell(Collection<Asked> sheets, Function<List<String>, Letter> letter, Instant now) {
    List<User> all = users.list();
    Map<User, List<String>> lines = new LinkedHashMap<>();
    int nobody = 0;
    for (Asked asked : sheets) {
      if (asked.turn() == Turn.OWN || asked.turn() == Turn.ABOVE) {
        List<User> whose = whose(asked, all);
        nobody += whose.isEmpty() ? 1 : 0;
        whose.forEach(user -> lines.computeIfAbsent(user, u -> new ArrayList<>()).add(line(asked)));
      }
    }
    int told = 0;
    for (Map.Entry<User, List<String>> one : lines.entrySet()) {
      told += letters.send(one.getKey(), letter.apply(one.getValue()), now) ? 1 : 0;
    }
    return new Outcome(told, nobody);
  }

  /** The lines as a letter has them. */
  static String body(List<String> lines) {
    String more = lines.size() > MAX_LINES ? "\n… " + (lines.size() - MAX_LINES) + " 张 more" : "";
    return String.join("\n", lines.subList(0, Math.min(lines.size(), MAX_LINES))) + more;
  }

  private List<User> whose(Asked asked, List<User> all) {
    String code = asked.division().code();
    boolean judges = asked.turn() == Turn.ABOVE;
    Set<Role> roles =
        !judges && tree.fills(asked.form(), code) ? SheetRoles.FILLERS : SheetRoles.APPROVERS;
    for (Division at : tree.upwards(judges ? tree.above(code) : code)) {
      Predicate<User> answers =
          user ->
              user.as(roles).isPresent()
                  && user.scope().divisions().contains(at.code())
                  && !(judges && user.id().equals(asked.sheet().submittedBy()));
      List<User> found = all.stream().filter(answers).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static String line(Asked asked) {
    SheetKey key = asked.sheet().key();
    return asked.division().name().zh()
        + " · "
        + asked.form().title().zh()
        + " · "
        + asked.sheet().state().title().zh()
        + " /forms/"
        + key.form()
        + "/"
        + key.division()
        + "/"
        + key.period().text();
  }
}
