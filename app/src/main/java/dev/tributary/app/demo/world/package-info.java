/**
 * A simulated Kubernetes cluster that lives: load comes and goes, deployments roll out, containers crash, nodes fail. Knows
 * no metric and no protocol. Not safe for several threads.
 */
@NullMarked
package dev.tributary.app.demo.world;

import org.jspecify.annotations.NullMarked;
