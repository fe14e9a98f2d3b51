package furong.cases;

import furong.base.Notice;
import furong.base.Result.Refusal;
import furong.base.WorkCalendar;
import furong.cases.Transition.Guard;
import furong.people.User;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold besides the state, held against a case, a person and the present. */
final class Guards {

  /** What speaks against an act. */
  record Against(Refusal refusal, Notice notice) {}

  /** County codes have six digits; who covers the county's code has its desk or one above. */
  private static final int COUNTY_DIGITS = 6;

  private Guards() {}

  /** The first guard of the row that does not hold. */
  static Optional<Against> against(Case c, User user, Transition row, Circumstances at) {
    return row.guards().stream()
        .filter(guard -> !holds(guard, c, user, at))
        .findFirst()
        .map(guard -> why(guard, c, at));
  }

  private static boolean holds(Guard guard, Case c, User user, Circumstances at) {
    Progress progress = c.progress();
    Dossier dossier = progress.dossier();
    return switch (guard) {
      case UNVERIFIED -> !progress.verified();
      case VERIFIED -> progress.verified();
      case OWN_ORGANISATION ->
          user.organisation() == null || user.organisation().equals(progress.organisation());
      case NOT_THE_HANDLER -> !user.id().equals(progress.handler());
      case RETURNS_LEFT ->
          at.policy().returnLimit() == 0 || progress.returns() < at.policy().returnLimit();
      case COUNTY_DESK -> user.scope().covers(county(c));
      case HAS_LIMIT -> c.clock().flatMap(StageClock::whole).isPresent();
      case NO_EXTENSION_ASKED -> dossier.extension().asked() == 0;
      case EXTENSION_ASKED -> dossier.extension().asked() > 0;
      case NOT_THE_ASKER -> !user.id().equals(dossier.extension().askedBy());
      case OTHER_CONDITIONS ->
          at.categories().conditions(c.matter().category()).stream()
              .anyMatch(known -> !known.id().equals(dossier.condition()));
      case NO_CONDITION_ASKED -> dossier.change().asked() == null;
      case CONDITION_ASKED -> dossier.change().asked() != null;
      case NOT_THE_CONDITION_ASKER -> !user.id().equals(dossier.change().askedBy());
      case NO_OPEN_CHILDREN -> at.openChildren() == 0;
      case NO_FAMILY -> dossier.ties().parent() == null && at.openChildren() == 0;
      case ATTACHED -> dossier.ties().parent() != null;
      case RECENTLY_CLOSED -> recentlyClosed(progress.closedAt(), at);
    };
  }

  private static String county(Case c) {
    String code = c.matter().division();
    return code.substring(0, Math.min(COUNTY_DIGITS, code.length()));
  }

  private static boolean recentlyClosed(@Nullable Instant closedAt, Circumstances at) {
    WorkCalendar calendar = at.calendar();
    return closedAt != null
        && at.policy()
            .reopenWithin()
            .filter(window -> !at.now().isAfter(calendar.deadline(closedAt, window)))
            .isPresent();
  }

  private static Against why(Guard guard, Case c, Circumstances at) {
    return switch (guard) {
      case UNVERIFIED -> conflict("case.verified", "It is verified already");
      case VERIFIED ->
          conflict(
              "case.unverified",
              "A report by a person is verified on the spot before it is registered");
      case OWN_ORGANISATION ->
          forbidden(
              "case.organisation",
              "It is dispatched to another organisation: " + c.progress().organisation());
      case NOT_THE_HANDLER -> forbidden("case.own-work", "Nobody checks the own work");
      case RETURNS_LEFT ->
          conflict(
              "case.returns",
              "It was returned "
                  + at.policy().returnLimit()
                  + " times already; the desk has decided, and it is to be handled");
      case COUNTY_DESK ->
          forbidden("case.county-desk", "This is for the desk of the county or of the city");
      case HAS_LIMIT -> conflict("case.no-limit", "No limit runs that could be extended");
      case NO_EXTENSION_ASKED ->
          conflict("case.extension-asked", "More time is asked for already; the desk decides");
      case EXTENSION_ASKED -> conflict("case.no-extension", "Nobody has asked for more time");
      case NOT_THE_ASKER, NOT_THE_CONDITION_ASKER ->
          forbidden("case.own-request", "Nobody grants the own request");
      case OTHER_CONDITIONS ->
          conflict("case.one-condition", "There is no other condition for this kind of matter");
      case NO_CONDITION_ASKED ->
          conflict("case.condition-asked", "Another condition is asked for already");
      case CONDITION_ASKED ->
          conflict("case.no-condition-asked", "Nobody has asked for another condition");
      case NO_OPEN_CHILDREN ->
          conflict("case.children", "Parts of it are open: " + at.openChildren());
      case NO_FAMILY ->
          conflict("case.family", "It is a part of another case, or has parts of its own");
      case ATTACHED -> conflict("case.no-parent", "It is no part of another case");
      case RECENTLY_CLOSED ->
          conflict("case.reopen-window", "It was closed too long ago; report it anew");
    };
  }

  private static Against conflict(String code, String message) {
    return new Against(Refusal.CONFLICT, Notice.of(code, "", message));
  }

  private static Against forbidden(String code, String message) {
    return new Against(Refusal.FORBIDDEN, Notice.of(code, "", message));
  }
}
