package dev.tributary.collector.events;

import dev.tributary.collector.events.record.ObjectReference;
import dev.tributary.collector.events.record.Owner;

/** Finds the workload that an object belongs to. Never fails; what is not known is {@link Owner#NONE}. */
interface OwnerFinder {
    OwnerFinder OFF = _ -> Owner.NONE;

    Owner ownerOf(ObjectReference object);
}
