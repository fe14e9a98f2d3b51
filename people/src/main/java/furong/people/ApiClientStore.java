package furong.people;

/** Port: the programs that may bring reports, and the hashes of their keys. */
public interface ApiClientStore extends KeyedStore<ApiClient> {}
