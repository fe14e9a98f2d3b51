package furong.reported;

import furong.base.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link CampaignStore} for small worlds: nothing outlives it. */
public final class MemoryCampaigns implements CampaignStore {

  private final Map<Long, Campaign> campaigns = new TreeMap<>();

  @Override
  public void hold(Period year) {
    // one thread at a time in a small world
  }

  @Override
  public synchronized Campaign add(Campaign campaign) {
    Campaign kept = campaign.withId(campaigns.size() + 1L);
    campaigns.put(kept.id(), kept);
    return kept;
  }

  @Override
  public synchronized Optional<Campaign> find(long id) {
    return Optional.ofNullable(campaigns.get(id));
  }

  @Override
  public Optional<Campaign> lock(long id) {
    return find(id);
  }

  @Override
  public synchronized void put(Campaign campaign) {
    campaigns.put(campaign.id(), campaign);
  }

  @Override
  public synchronized List<Campaign> of(Period year) {
    return campaigns.values().stream().filter(c -> c.year().equals(year)).toList();
  }

  @Override
  public synchronized List<Campaign> list() {
    return campaigns.values().stream()
        .sorted(
            Comparator.comparing((Campaign c) -> c.year().text())
                .thenComparing(Campaign::id)
                .reversed())
        .toList();
  }
}
