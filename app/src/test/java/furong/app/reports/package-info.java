@NullMarked
package furong.app.reports;

import org.jspecify.annotations.NullMarked;
