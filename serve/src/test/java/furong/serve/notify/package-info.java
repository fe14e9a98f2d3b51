@NullMarked
package furong.serve.notify;

import org.jspecify.annotations.NullMarked;
