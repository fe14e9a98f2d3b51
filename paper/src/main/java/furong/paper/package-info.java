/** Papers and spreadsheets: what leaves as PDF, XLSX or CSV, and what comes in as XLSX. */
@NullMarked
package furong.paper;

import org.jspecify.annotations.NullMarked;
