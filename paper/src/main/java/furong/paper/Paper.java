package furong.paper;

import java.time.Instant;
import java.util.List;

/**
 * A document of A4 pages, as its parts in their order; what it looks like is the writer's matter.
 *
 * <pre>{@code
 * new Paper("案件评价", List.of("青羊区", "2026-03"), "芙蓉", now, true, List.of(
 *     new Block.Heading(1, "排名"),
 *     new Block.Table(columns, rows)))
 * }</pre>
 *
 * @param under lines below the title: who, where, when
 * @param issuer who gives it out; stands at the foot of each page
 * @param made when; also the date in the file
 * @param simulated whether figures in it come from the simulator: then each page says so
 */
public record Paper(
    String title,
    List<String> under,
    String issuer,
    Instant made,
    boolean simulated,
    List<Block> blocks) {

  public Paper {
    if (title.isBlank()) {
      throw new IllegalArgumentException("a paper has a title");
    }
    under = List.copyOf(under);
    blocks = List.copyOf(blocks);
  }
}
