/** The audit trail, for administrators. */
@NullMarked
package furong.serve.audit;

import org.jspecify.annotations.NullMarked;
