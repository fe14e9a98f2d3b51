/**
 * Who may do what where: users with roles and a scope over divisions, their logins and sessions,
 * and the trail of everything that a person changed.
 */
@NullMarked
package furong.people;

import org.jspecify.annotations.NullMarked;
