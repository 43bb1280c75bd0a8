package dev.tributary.collector.events.watch;

import java.util.Set;

import dev.tributary.collector.events.record.ClusterEvent;

/**
 * What a watch tells, in order. A position is the resourceVersion to read on from once this and all signals before it are
 * dealt with; empty for one that does not move it.
 */
public sealed interface Signal {
    /** Name of the scope it comes from. */
    String scope();

    String position();

    /**
     * A version of an event, new or not.
     *
     * @param past it stood in the first list of all: what it counts happened before anybody looked
     */
    record Seen(String scope, String position, ClusterEvent event, boolean past) implements Signal {
    }

    /** The API server has the event no more. */
    record Gone(String scope, String position, String uid) implements Signal {
    }

    /** Nothing but a position. */
    record Reached(String scope, String position) implements Signal {
    }

    /** A list came to its end; it held these events and no others. */
    record Listed(String scope, String position, Set<String> uids) implements Signal {
        public Listed {
            uids = Set.copyOf(uids);
        }
    }
}
