/**
 * OGC SensorThings 1.1 (18-088) as values: the entity types, what they hold and how they hang
 * together, and the query language. Knows neither HTTP nor SQL.
 */
@NullMarked
package furong.observe.sta;

import org.jspecify.annotations.NullMarked;
