/** What people without a login tell the city, and what the staff does with it. */
@NullMarked
package furong.work.reports;

import org.jspecify.annotations.NullMarked;
