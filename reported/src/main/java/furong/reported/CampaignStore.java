package furong.reported;

import furong.base.Period;
import java.util.List;
import java.util.Optional;

/** Port: collection campaigns. */
public interface CampaignStore {

  /** Nobody else opens one for this year until the running transaction ends. */
  void hold(Period year);

  /** Keeps a new one and gives it its id. */
  Campaign add(Campaign campaign);

  Optional<Campaign> find(long id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<Campaign> lock(long id);

  /** In place of the one with the same id. */
  void put(Campaign campaign);

  /** Of a year, in the order they were opened. */
  List<Campaign> of(Period year);

  /** Newest year first, then newest first. */
  List<Campaign> list();
}
