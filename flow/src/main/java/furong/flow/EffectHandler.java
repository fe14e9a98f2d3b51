package furong.flow;

import java.util.List;

/**
 * Applies effects to the record. It is called within the transaction that also keeps how far the
 * effects were read, so whatever it does through {@code furong.store.Db} happens exactly once; what
 * it does elsewhere (telling the screens) must wait for the commit.
 */
@FunctionalInterface
public interface EffectHandler {

  /** Effects of one shard come in the order in which they came about. */
  void handle(List<Effect> effects);
}
