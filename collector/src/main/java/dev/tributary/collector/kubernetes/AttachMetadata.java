package dev.tributary.collector.kubernetes;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Further objects whose labels are put on targets. */
public record AttachMetadata(
        @Default("false") @Doc("Add the labels of the target's node, for the roles pod, endpoints and endpointslice.") boolean node,
        @Default("false") @Doc("Add the labels and annotations of the target's namespace.") boolean namespace) {
}
