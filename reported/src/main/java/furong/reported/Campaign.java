package furong.reported;

import furong.base.Period;
import furong.city.Divisions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection campaign (体检采集) of the city health check: who reports which dimensions of a year by
 * when.
 *
 * @param id given by the store; 0 before it is kept
 * @param dimensions ids of the check's dimensions
 * @param divisions each with all that lies below it; none lies in another
 * @param remindDays so many days before the deadline those who are not in are reminded
 * @param openedBy name of the person, for people
 * @param words why it was extended or opened again; empty before
 */
public record Campaign(
    long id,
    Period year,
    List<String> dimensions,
    List<String> divisions,
    Instant deadline,
    int remindDays,
    CampaignState state,
    String openedBy,
    Instant openedAt,
    @Nullable Instant closedAt,
    String words,
    long version) {

  /** Longer before a deadline nobody remembers the reminder. */
  static final int MOST_REMIND_DAYS = 60;

  public Campaign {
    dimensions = List.copyOf(dimensions);
    divisions = List.copyOf(divisions);
    if (dimensions.isEmpty() || divisions.isEmpty()) {
      throw new IllegalArgumentException("a campaign asks something of somebody");
    }
    if (remindDays < 0 || remindDays > MOST_REMIND_DAYS) {
      throw new IllegalArgumentException("remind " + remindDays + " days before");
    }
  }

  /** Whether the division is one of those asked, or lies below one. */
  public boolean covers(String division) {
    return divisions.stream().anyMatch(root -> Divisions.isWithin(division, root));
  }

  /** Whether a sheet of this campaign would belong to {@code other} as well. */
  boolean overlaps(Campaign other) {
    return year.equals(other.year)
        && dimensions.stream().anyMatch(other.dimensions::contains)
        && (divisions.stream().anyMatch(other::covers)
            || other.divisions.stream().anyMatch(this::covers));
  }

  public Campaign withId(long given) {
    return new Campaign(
        given,
        year,
        dimensions,
        divisions,
        deadline,
        remindDays,
        state,
        openedBy,
        openedAt,
        closedAt,
        words,
        version);
  }

  Campaign after(CampaignAct act, Instant newDeadline, String said, Instant now) {
    return new Campaign(
        id,
        year,
        dimensions,
        divisions,
        newDeadline,
        remindDays,
        act.to(),
        openedBy,
        openedAt,
        act.to() == CampaignState.CLOSED ? now : null,
        said.isBlank() ? words : said,
        version + 1);
  }
}
