/**
 * History: sorted zstd Parquet segments written and read through DuckDB, catalogued in PostgreSQL
 * in one transaction with the log offsets, and a hot tail in memory.
 *
 * <p>The files are plain: {@code select * from 'data/history/*.parquet'} in any DuckDB. Columns
 * {@code datastream}, {@code time_ms} (Unix ms, UTC), {@code id}, {@code value}, {@code extra}
 * (JSON), {@code flags} ({@link furong.observe.Observation}); sorted by the first three. While the
 * program runs the table {@code history_segment} says which files count, and {@code
 * observation_patch} what was corrected.
 */
@NullMarked
package furong.history;

import org.jspecify.annotations.NullMarked;
