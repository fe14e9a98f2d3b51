@org.jspecify.annotations.NullMarked
package furong.steer.plan;
