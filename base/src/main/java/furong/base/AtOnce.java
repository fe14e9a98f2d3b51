package furong.base;

import java.util.function.Supplier;

/**
 * Units of work for stores in memory: each port call is done where it is made.
 *
 * <pre>{@code
 * CaseDesk desk = new CaseDesk(new MemoryCases(), ..., new AtOnce(), ...);
 * }</pre>
 *
 * It undoes nothing: what was written before a fault stays. What is for after the commit is run at
 * once, even in the middle of a unit that fails later. Whoever needs all or nothing takes a store
 * with transactions of its own.
 */
public final class AtOnce implements Transactions {
  @Override
  public <T> T inOne(Supplier<T> work) {
    return work.get();
  }
}
