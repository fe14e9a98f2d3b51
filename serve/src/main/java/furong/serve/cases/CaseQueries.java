package furong.serve.cases;

import furong.base.Result.Refusal;
import furong.cases.CaseState;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what a list of cases was asked for into a query. */
final class CaseQueries {

  private static final Set<CaseState> ENDED =
      EnumSet.copyOf(List.of(CaseState.values()).stream().filter(CaseState::ended).toList());

  /** No user has this id. */
  private static final String NOBODY = "";

  private CaseQueries() {}

  /**
   * A query.
   *
   * @param view {@code mine}: took or acted on by the reader, not ended; {@code todo}: in a state
   *     in which the reader can do something; {@code overdue}: the running clock has run out;
   *     {@code all}
   */
  static Query of(
      User reader,
      List<String> within,
      String view,
      String state,
      @Nullable String text,
      Instant now,
      int offset,
      int limit) {
    Set<CaseState> states = states(state);
    @Nullable String organisation = null;
    @Nullable String involving = null;
    @Nullable Instant overdueAt = null;
    switch (view) {
      case "all", "" -> {}
      case "mine" -> {
        involving = reader.id();
        states = meet(states, EnumSet.complementOf(EnumSet.copyOf(ENDED)));
      }
      case "todo" -> {
        states = meet(states, actionable(reader));
        boolean onlyStreet = reader.roles().equals(Set.of(Role.STREET));
        organisation = onlyStreet ? reader.organisation() : null;
      }
      case "overdue" -> overdueAt = now;
      default ->
          throw Problems.refuse(Refusal.INVALID, "view", "view is mine, todo, overdue or all");
    }
    if (states.isEmpty() && (view.equals("mine") || view.equals("todo"))) {
      involving = NOBODY; // asked for states that this view does not have: nothing is found
    }
    return new Query(within, states, organisation, involving, overdueAt, text, offset, limit);
  }

  /** The states in which somebody with these roles can do something. */
  static Set<CaseState> actionable(User reader) {
    return Lifecycle.table().stream()
        .filter(row -> reader.as(row.who()).isPresent())
        .map(Transition::from)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(CaseState.class)));
  }

  private static Set<CaseState> meet(Set<CaseState> asked, Set<CaseState> view) {
    Set<CaseState> both = EnumSet.noneOf(CaseState.class);
    both.addAll(view);
    if (!asked.isEmpty()) {
      both.retainAll(asked);
    }
    return both;
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
