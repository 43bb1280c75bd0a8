package dev.tributary.logql.entry;

/** What a stage does with each entry. May keep state between entries; owned by one thread. */
@FunctionalInterface
public interface Step {
    /** Works on the entry; false when it is to be dropped. */
    boolean process(Entry entry);
}
