package dev.tributary.model.port;

import dev.tributary.model.ClusterId;

/**
 * In whose name samples are written.
 *
 * @param cluster      the cluster the credential names
 * @param labelsDecide true only on a hub without credentials: a series' own usable {@code cluster} label then names its
 *                     cluster, and {@code cluster} is for series without one. False: the credential's cluster always
 *                     holds, and another name in the data moves to {@code exported_cluster}
 */
public record WriterIdentity(ClusterId cluster, boolean labelsDecide) {
}
