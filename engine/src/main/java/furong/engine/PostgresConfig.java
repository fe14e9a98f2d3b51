package furong.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code postgresql.conf} of the embedded PostgreSQL. */
final class PostgresConfig {

  private PostgresConfig() {}

  /** Our whole configuration; written anew at every start, so that it is never half ours. */
  static void write(Path data, int port, @Nullable OsUser as) throws IOException {
    String text =
        """
        # written by furong at every start; changes here are lost
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 60              # pool of the app plus room for a person with psql
        # memory: the record is small, history lies in Parquet files
        shared_buffers = 64MB
        work_mem = 8MB
        maintenance_work_mem = 64MB
        effective_cache_size = 512MB
        dynamic_shared_memory_type = mmap # containers give only 64 MB of /dev/shm
        huge_pages = off
        io_method = sync                  # spares the three I/O workers
        max_parallel_workers_per_gather = 0
        jit = off                         # short statements: compiling costs more than it saves
        autovacuum_max_workers = 2
        # durable: acknowledged means on disk
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_level = minimal               # one machine, no standby
        max_wal_senders = 0
        max_wal_size = 512MB              # bounds the recovery after a crash to some seconds
        checkpoint_timeout = 10min
        checkpoint_completion_target = 0.9
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_min_messages = warning
        log_line_prefix = '%%m [%%p] '
        """
            .formatted(port);
    Path conf = data.resolve("postgresql.conf");
    Files.writeString(conf, text);
    if (as != null) {
      as.own(conf);
    }
  }
}
