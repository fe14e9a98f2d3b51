package furong.people;

import java.time.Instant;

/** Clients in memory, for small worlds. */
public final class MemoryApiClients extends MemoryKeyed<ApiClient> implements ApiClientStore {

  @Override
  ApiClient withId(ApiClient client, long id) {
    return client.withId(id);
  }

  @Override
  ApiClient revoked(ApiClient c, Instant at) {
    return c.active()
        ? new ApiClient(c.id(), c.name(), c.trusted(), c.perMinute(), c.madeAt(), at)
        : c;
  }
}
