package furong.detect;

/**
 * How many things of a division a rule judges, and how: the visible side of "cannot judge". Counts
 * are absolute, as one shard sees them, so that telling one again changes nothing: upsert by
 * (shard, rule, division), then add up over shards.
 *
 * @param division the things' finest division; empty for things without a place
 * @param ok things of the present for which all is quiet
 * @param pending the condition holds, but not yet for long enough
 * @param cannotJudge an input is missing, or nothing was heard for longer than is expected
 * @param atMs wall time of the count
 */
public record Standing(
    int shard,
    String rule,
    String division,
    int ok,
    int pending,
    int firing,
    int cannotJudge,
    long atMs) {}
