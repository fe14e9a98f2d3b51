package furong.cases;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a case has come.
 *
 * @param verified true when seen on the spot by an inspector, or observed by a sensor
 * @param organisation id of the organisation that it is dispatched to; null before
 * @param handler id of the user who took it; null before
 * @param clocks by stage, those that were started
 * @param returns how often it went back to the dispatch desk
 * @param reworks how often a check failed
 * @param handledInTime whether the last finish came within the handling limit; null before a finish
 *     and without a limit
 * @param registeredAt null before
 * @param closedAt when it ended; null before
 * @param dossier what it has gathered beside the main way
 */
public record Progress(
    CaseState state,
    boolean verified,
    @Nullable String organisation,
    @Nullable String handler,
    Map<Stage, StageClock> clocks,
    int returns,
    int reworks,
    @Nullable Boolean handledInTime,
    @Nullable Instant registeredAt,
    @Nullable Instant closedAt,
    Dossier dossier) {

  public Progress {
    clocks = clocks.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(clocks));
  }

  Progress with(Dossier newDossier) {
    return new Progress(
        state,
        verified,
        organisation,
        handler,
        clocks,
        returns,
        reworks,
        handledInTime,
        registeredAt,
        closedAt,
        newDossier);
  }
}
