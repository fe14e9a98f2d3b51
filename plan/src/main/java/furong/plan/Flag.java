package furong.plan;

import furong.base.Level;
import furong.base.Text;

/**
 * A rule found something lagging.
 *
 * @param rule its id
 * @param reason with the figures of this case
 */
public record Flag(String rule, Level level, Text title, Text reason) {}
