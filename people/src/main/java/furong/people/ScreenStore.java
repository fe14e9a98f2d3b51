package furong.people;

/** Port: the screens of the operations rooms, and the hashes of their keys. */
public interface ScreenStore extends KeyedStore<Screen> {}
