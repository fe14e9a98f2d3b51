package furong.store.sta;

import furong.observe.sta.EntityType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stored entity as read.
 *
 * @param type what it is
 * @param id its number
 * @param parent the entity it was reached from; 0 when it was read for itself
 * @param values by property name: String, {@code RawJson}, {@code StaTime}; null where there is
 *     none
 */
public record Entity(EntityType type, long id, long parent, Map<String, @Nullable Object> values) {}
