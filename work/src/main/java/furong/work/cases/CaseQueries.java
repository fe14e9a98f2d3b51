package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.TimeRange;
import furong.cases.CaseState;
import furong.cases.CaseStore.Also;
import furong.cases.CaseStore.Query;
import furong.cases.Lifecycle;
import furong.cases.Transition;
import furong.people.Role;
import furong.people.User;
import furong.serve.Problems;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what a list of cases was asked for into a query. */
final class CaseQueries {

  private static final Set<CaseState> ENDED =
      EnumSet.copyOf(List.of(CaseState.values()).stream().filter(CaseState::ended).toList());

  /**
   * What a list was asked for, in the words of its address.
   *
   * @param view see {@link #of}
   * @param state states with commas, or {@code open}, or {@code ended}; empty for all
   * @param category code or the beginning of one; empty for all
   */
  record Asked(
      String view,
      String state,
      @Nullable String category,
      @Nullable String organisation,
      @Nullable String text,
      @Nullable TimeRange opened) {}

  private CaseQueries() {}

  /**
   * A query; empty when the states that were asked for and those of the view do not meet, so that
   * nothing can be found.
   *
   * @param asked its view is {@code mine}: took or acted on by the reader, not ended; {@code todo}:
   *     in a state in which the reader can do something; {@code overdue}: the running clock has run
   *     out; {@code unrouted}: waits at the desk and nobody is named for it; {@code escalated}:
   *     some level above was told of it, not ended; {@code extensions}: more time or another
   *     condition is asked for; {@code all}
   */
  static Optional<Query> of(
      User reader, List<String> within, Asked asked, Instant now, int offset, int limit) {
    Set<CaseState> all = EnumSet.allOf(CaseState.class);
    Set<CaseState> open = EnumSet.complementOf(EnumSet.copyOf(ENDED));
    Set<CaseState> view =
        switch (asked.view()) {
          case "all", "" -> all;
          case "mine", "overdue", "escalated", "extensions", "unrouted" -> open;
          case "todo" -> actionable(reader);
          default ->
              throw Problems.refuse(
                  Refusal.INVALID,
                  "view",
                  "view is mine, todo, overdue, unrouted, escalated, extensions or all");
        };
    Set<CaseState> wanted = states(asked.state());
    Set<CaseState> states = EnumSet.noneOf(CaseState.class);
    states.addAll(view);
    states.retainAll(wanted.isEmpty() ? all : wanted);
    if (states.isEmpty()) {
      return Optional.empty();
    }
    boolean todo = asked.view().equals("todo");
    boolean onlyStreet = reader.roles().equals(Set.of(Role.STREET));
    @Nullable String own = todo && onlyStreet ? reader.organisation() : null;
    return Optional.of(
        new Query(
            within,
            states.equals(all) ? Set.of() : states,
            asked.organisation() == null ? own : asked.organisation(),
            asked.view().equals("mine") ? reader.id() : null,
            asked.view().equals("overdue") ? now : null,
            asked.text(),
            offset,
            limit,
            new Also(
                asked.view().equals("unrouted"),
                asked.view().equals("escalated"),
                asked.view().equals("extensions"),
                null,
                asked.category() == null || asked.category().isBlank() ? null : asked.category(),
                asked.opened())));
  }

  /**
   * The states in which somebody with these roles can do something that is not out of order: a
   * closed case can be reopened, but nobody waits for that.
   */
  static Set<CaseState> actionable(User reader) {
    return Lifecycle.table().stream()
        .filter(row -> !row.rare() && !row.from().ended())
        .filter(row -> reader.as(row.who()).isPresent())
        .map(Transition::from)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(CaseState.class)));
  }

  private static Set<CaseState> states(String text) {
    Set<CaseState> states = EnumSet.noneOf(CaseState.class);
    for (String part : text.split(",", -1)) {
      String word = part.strip().toUpperCase(Locale.ROOT);
      switch (word) {
        case "", "ALL" -> {}
        case "OPEN" -> states.addAll(EnumSet.complementOf(EnumSet.copyOf(ENDED)));
        case "ENDED" -> states.addAll(ENDED);
        default -> {
          try {
            states.add(CaseState.valueOf(word));
          } catch (IllegalArgumentException e) {
            throw Problems.refuse(Refusal.INVALID, "state", "There is no state " + part);
          }
        }
      }
    }
    return states;
  }
}
