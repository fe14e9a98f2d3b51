@org.jspecify.annotations.NullMarked
package furong.steer.reported;
