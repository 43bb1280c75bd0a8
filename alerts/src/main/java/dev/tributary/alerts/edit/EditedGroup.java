package dev.tributary.alerts.edit;

import dev.tributary.alerts.rulefile.GroupDefinition;

/**
 * One edited group.
 *
 * @param namespace what stands for the file
 * @param version   how often it was written, from 1
 * @param atMillis  when this version was written, in Unix milliseconds
 * @param yaml      the group as it was sent: a mapping with its name, interval and rules
 */
public record EditedGroup(String namespace, long version, long atMillis, String yaml, GroupDefinition definition) {
    public String name() {
        return definition.name();
    }
}
