/** Pods as the Kubernetes API tells of them: the labels of their logs, and their logs themselves. */
@NullMarked
package dev.tributary.collector.containers;

import org.jspecify.annotations.NullMarked;
